// Time of the replay, in days with fractions; steps instead of motion for whoever asked for less of it.
export const SPEEDS = [0.25, 1, 3, 7, 15];

export class Clock {
  playing = false;
  private last = 0;
  private handle = 0;
  private timer = 0;
  readonly reduced = matchMedia("(prefers-reduced-motion: reduce)");

  constructor(public time: number, public end: number, public speed: number, private moved: (time: number, playing: boolean) => void) {}

  get day() { return Math.min(this.end - 1, Math.floor(this.time)); }

  play(): void {
    if (this.playing) return;
    if (this.time >= this.end - 0.001) this.time = 0;
    this.playing = true;
    this.last = 0;
    if (this.reduced.matches) this.timer = window.setInterval(() => this.go(Math.floor(this.time) + Math.max(1, Math.round(this.speed))), 1000);
    else this.handle = requestAnimationFrame(this.frame);
    this.moved(this.time, true);
  }

  pause(): void {
    if (!this.playing) return;
    this.playing = false;
    cancelAnimationFrame(this.handle);
    clearInterval(this.timer);
    this.moved(this.time, false);
  }

  toggle(): void { if (this.playing) this.pause(); else this.play(); }

  go(time: number): void {
    this.time = Math.min(this.end - 0.001, Math.max(0, time));
    this.moved(this.time, this.playing);
    if (this.playing && this.time >= this.end - 0.01) this.pause();
  }

  private frame = (now: number) => {
    if (!this.playing) return;
    if (this.last) this.time += Math.min(0.25, (now - this.last) / 1000) * this.speed;
    this.last = now;
    if (this.time >= this.end - 0.001) { this.time = this.end - 0.001; this.moved(this.time, true); this.pause(); return; }
    this.moved(this.time, true);
    this.handle = requestAnimationFrame(this.frame);
  };
}
