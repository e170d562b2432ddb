// What every part shares: the state, the link, how the page is drawn again, what is said aloud.
import { speak } from "../text";
import { Follower } from "./api";
import type { Result, Flip } from "./result";
import { fromHash, toHash, type State, type View } from "./state";

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

  constructor() {
    speak(this.s.lang);
    addEventListener("popstate", () => { this.s = fromHash(location.hash); this.last = ""; this.render(); });
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
  asked(which: number[], label: (k: number) => string): Record<string, unknown> {
    return { arms: which.map((k) => ({ label: label(k).slice(0, 60), scenario: this.s.arms[k].scenario, yaml: this.s.arms[k].yaml, levers: this.s.arms[k].levers })),
      establishment: this.s.place, horizon_days: this.s.days };
  }
}
