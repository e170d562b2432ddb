// What every step shares: the lesson, the room's session, the clock, and how a screen is drawn again.
import { ASSAULTS, NOTABLE, type Alternative, type Bundle, type Incident, type Run } from "./bundle";
import { Clock } from "./clock";
import { saved, toHash, type Session } from "./session";
import { t, word } from "./text";

export const SIDE = ["A", "B"];

export class App {
  readonly clock: Clock;
  /** What a screen does at each moment of the replay; set by the step that shows it. */
  ticks: ((time: number, playing: boolean) => void)[] = [];
  /** What a screen has to give back before the next one. */
  closing: (() => void)[] = [];
  render: () => void = () => {};
  announce: (text: string) => void = () => {};
  /** On a projector: buttons for the parts of this step, their keys, and the one shown. */
  tabs: HTMLElement | null = null;
  partKeys: string[] = [];
  partKey = "";
  private stops = -1;
  private noted = 0;

  constructor(readonly b: Bundle, public s: Session) {
    this.clock = new Clock(s.day, b.days, s.speed, (time, playing) => this.moved(time, playing));
  }

  /** The session or the place changed: keep it in the link, and draw again. */
  update(): void {
    this.remember();
    this.render();
  }

  remember(): void {
    history.replaceState(null, "", toHash(this.s));
    try { sessionStorage.setItem(`detente-${this.b.lesson.code}`, saved(this.s, this.b)); } catch { /* no storage here: the file remains */ }
  }

  private moved(time: number, playing: boolean): void {
    const day = this.clock.day, was = this.s.day;
    this.s.day = day;
    this.s.furthest = Math.max(this.s.furthest, day);
    if (playing && day !== was) {
      const stop = this.alternatives().find((a) => { const d = this.incidentOf(a).day; return d > was && d <= day && d !== this.stops; });
      if (stop) {
        this.stops = this.incidentOf(stop).day;
        this.s.incident = this.alternatives().indexOf(stop);
        this.clock.time = this.stops + (this.incidentOf(stop).slot + 0.5) / 5;
        this.s.day = this.stops;
        this.clock.pause();
        this.announce(t("stopped.at", { day: this.stops + 1 }));
        return;
      }
    }
    for (const tick of this.ticks) tick(time, playing);
    if (!playing || performance.now() - this.noted > 1000) { this.noted = performance.now(); this.remember(); }
  }

  step(n: number): void {
    if (n < 1 || n > 6) return;
    this.clock.pause();
    this.s.step = n;
    this.update();
    document.querySelector<HTMLElement>("#title")?.focus();
  }

  /** Show a part of this step. */
  show(part: string): void {
    this.clock.pause();
    this.s.part[this.s.step] = part;
    this.update();
  }

  /** The next part or the one before, and from the last one to the next step. */
  turn(by: number): void {
    const at = this.partKeys.indexOf(this.partKey) + by;
    if (this.partKeys[at]) { this.show(this.partKeys[at]); return; }
    if (this.s.step + by < 1 || this.s.step + by > 6) return;
    delete this.s.part[this.s.step + by];
    this.step(this.s.step + by);
  }

  alternatives(): Alternative[] { return this.b.lesson.alternatives; }
  alternative(): Alternative | undefined { return this.alternatives()[this.s.incident]; }
  run(k: number): Run { return this.b.runs[k]; }
  incidentOf(a: Alternative): Incident { return this.run(a.run).incidents.find((e) => e.id === a.id)!; }

  /** The next incident worth stopping at in either prison, after a moment. */
  next(from: number): { run: number; e: Incident } | null {
    let best: { run: number; e: Incident } | null = null;
    this.b.runs.forEach((run, k) => {
      for (const e of run.incidents) if (NOTABLE.includes(e.kind) && e.day > from) {
        if (!best || e.day < best.e.day) best = { run: k, e };
        break;
      }
    });
    return best;
  }

  total(k: number, day: number, curve = "assaults"): number {
    return this.run(k).cumulative[curve][day] ?? 0;
  }

  /** Assaults between inmates in one wing or outside it, day by day, summed. */
  inWings(k: number, wings: number[]): number[] {
    let sum = 0;
    return this.run(k).byDay.map((list) => (sum += list.filter((e) => ASSAULTS.includes(e.kind) && wings.includes(e.wing)).length));
  }

  /** What a curve shows, day by day, in one prison: a running count, or the mean of a state. */
  series(k: number, curve: string): number[] {
    if (curve === "wing_assaults") return this.inWings(k, this.b.lesson.wings ?? []);
    return this.run(k).cumulative[curve] ?? this.run(k).curves.means[curve];
  }
  curves(): string[] {
    const own = this.b.lesson.wings ? ["wing_assaults", ...this.b.lesson.curves] : this.b.lesson.curves;
    return ["assaults", ...own, "recorded_assaults", "staff_assaults", "tension", "fear", "legitimacy", "staff_stress"];
  }
  isMean(curve: string): boolean { return curve in this.run(0).curves.means; }
  curveName(curve: string): string { return t(this.isMean(curve) ? `mean.${curve}` : `count.${curve}`); }

  title(): string { return t(`lesson.${this.b.lesson.name}.title`); }

  /** What differs between the two prisons, in one line. */
  differs(): string {
    return this.b.raw.differs.length ? t(`lesson.${this.b.lesson.name}.differs`, { day: this.b.lesson.day + 1 }) : word(this.b.raw.scenarios[0].title);
  }

  locked(): boolean { return this.s.prediction.locked || this.s.prediction.passed; }
}
