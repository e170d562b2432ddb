// The lesson's machinery without its lesson: one or two runs, a clock, and the choices that Python can see and set.
import { App } from "../app";
import { unpack, type Bundle, type Lang, type Lesson, type Raw } from "../bundle";
import { fresh } from "../session";
import { use, type Book } from "./text";

/** What anywidget gives: the traits of the Python side. */
export interface Model {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  save_changes(): void;
  on(event: string, act: () => void): void;
  off(event: string, act: () => void): void;
}

/** A lesson that asks nothing: where the pair parts, and no more. */
function plain(raw: Raw): Lesson {
  const dated = raw.differs.filter((x) => x.day > 0);
  return { name: "", code: "", day: dated.length ? Math.min(...dated.map((x) => x.day)) : 0, wings: dated[0]?.wings ?? null, curves: [],
    alternatives: [] } as unknown as Lesson;
}

export class Lab extends App {
  readonly box: HTMLElement;

  constructor(b: Bundle, readonly model: Model, readonly root: ShadowRoot) {
    const session = fresh(model.get("lang") as Lang);
    session.day = Math.min(b.days, model.get("day") as number) - 1;
    session.followRun = 0;
    super(b, session);
    this.box = document.createElement("div");
    this.box.id = "app";
    // Before anything of this screen is drawn or said: these are its words.
    for (const event of ["click", "input", "change", "keydown"]) root.addEventListener(event, () => this.speak(), true);
  }

  speak(): void { use(this.model.get("words") as Book, this.s.lang); }

  /** Let Python know where the screen is. */
  override remember(): void {
    const now = { day: this.clock.day + 1, lang: this.s.lang };
    let changed = false;
    for (const [key, value] of Object.entries(now)) if (this.model.get(key) !== value) { this.model.set(key, value); changed = true; }
    if (changed) this.model.save_changes();
  }

  choose(key: "count" | "mean", to: string): void {
    this.model.set(key, to);
    this.model.save_changes();
  }

  /** Curves that there are words for; the first is shown if the chosen one is not there. */
  counts(): string[] { return Object.keys(this.run(0).curves.counts); }
  means(): string[] { return Object.keys(this.run(0).curves.means); }
}

/** The bundle: compressed JSON, as Python packed it. */
export async function read(packed: DataView): Promise<Bundle> {
  const bytes = new Uint8Array(packed.buffer, packed.byteOffset, packed.byteLength);
  const stream = new Blob([bytes as BlobPart]).stream().pipeThrough(new DecompressionStream("gzip"));
  const raw = JSON.parse(await new Response(stream).text()) as Raw, b = unpack(raw);
  return { ...b, lesson: plain(raw) };
}
