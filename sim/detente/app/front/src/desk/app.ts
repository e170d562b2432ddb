// What every part shares: the state, the link, how the page is drawn again, what is said aloud.
import { speak } from "../text";
import { Follower } from "./api";
import type { Result, Flip } from "./result";
import { fromHash, LABEL, toHash, type State, type View } from "./state";

/** A name as the server takes it: one line, nothing invisible. */
const plain = (x: string) => x.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, " ").slice(0, LABEL).trim();

export class App {
  s: State = fromHash(location.hash);
  readonly compared = new Follower<Result>(() => this.jobSeen());
  readonly flipped = new Follower<Flip>(() => this.jobSeen());
  draw: () => void = () => {};
  /** Called when a lever, an option or the establishment moved: what depends on them. */
  readonly moved: (() => void)[] = [];
  jobSeen: () => void = () => {};
  private live = document.getElementById("live")!;
  private last = "";
  private held = false;
  private due = false;

  constructor() {
    speak(this.s.lang);
    addEventListener("popstate", () => { this.s = fromHash(location.hash); this.last = ""; this.render(); });
    // A field left by pressing a button: the button must still be there when it is let go.
    addEventListener("pointerdown", (e) => { this.held = !!(e.target as Element).closest?.("button, summary, a, label"); }, true);
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => { this.held = false; if (this.due) window.setTimeout(() => { if (this.due) this.render(); }, 0); }, true);
  }

  /** Into the link; the back button takes it back, a movement of one and the same thing at once. */
  private note(what: string): void {
    const hash = toHash(this.s);
    if (hash === location.hash) return;
    if (what && what === this.last) history.replaceState(null, "", hash); else history.pushState(null, "", hash);
    this.last = what;
  }
  /** Something was chosen: the page is drawn again. */
  step(): void {
    this.note("");
    this.render();
  }
  /** A lever moves: only what depends on it is drawn again. */
  glide(what: string): void {
    this.note(what);
    this.moved.forEach((act) => act());
  }
  render(): void {
    this.due = this.held;
    if (this.held) return;
    speak(this.s.lang);
    this.compared.follow(this.s.job);
    this.flipped.follow(this.s.flip);
    this.draw();
    this.moved.forEach((act) => act());
  }
  go(view: View): void {
    this.s.view = view;
    this.step();
    document.getElementById("title")?.focus();
  }
  announce(text: string): void {
    this.live.textContent = "";
    window.setTimeout(() => { this.live.textContent = text; }, 30);
  }
  /** What the server is asked to run: the options as it takes them. */
  asked(which: number[]): Record<string, unknown> {
    return { arms: which.map((k) => ({ label: plain(this.s.arms[k].label), scenario: this.s.arms[k].scenario, yaml: this.s.arms[k].yaml, levers: this.s.arms[k].levers, changes: this.s.arms[k].changes ?? undefined })),
      establishment: this.s.place, horizon_days: this.s.days };
  }
}
