// The room's prediction as a curve: drawn with a mouse or a finger, or moved point by point with the arrow keys.
import { h, s as svg, sized } from "./dom";
import type { App } from "./app";
import { COLOURS, topOf } from "./chart";
import { fitted, plot, text, ticks, type Line } from "./plot";
import { KNOTS, type Side } from "./session";
import { day, num, signed, t } from "./text";

const MOST = 999;

/** Days of the points: from the lever's day to the last. */
export function knots(app: App): number[] {
  const first = app.b.lesson.day - 1, last = app.b.days - 1;
  return Array.from({ length: KNOTS }, (_, k) => Math.round(first + ((k + 1) * (last - first)) / KNOTS));
}
const known = (app: App) => app.total(0, app.b.lesson.day - 1);

/** The curve of a side as points [day, count] from the lever's day on: as drawn, or straight to the number typed; null without either. */
export function expected(app: App, side: Side): [number, number][] | null {
  const p = app.s.prediction, line = p.drawn[side], end = p[side], at = knots(app);
  if (!line && end === null) return null;
  const start: [number, number] = [app.b.lesson.day - 1, known(app)];
  return line ? [start, ...line.map((y, k): [number, number] => [at[k], y])] : [start, [app.b.days - 1, end!]];
}

/** Put one point of a curve somewhere; what came before is no higher, what comes after no lower: it is a running count. */
export function put(app: App, side: Side, k: number, y: number): void {
  const p = app.s.prediction, least = known(app), value = Math.min(MOST, Math.max(least, Math.round(y)));
  const line = (p.drawn[side] ??= knots(app).map((_, n) => Math.round(least + ((p[side] ?? value) - least) * (n + 1) / KNOTS)));
  line[k] = value;
  for (let n = 0; n < k; n++) line[n] = Math.min(line[n], value);
  for (let n = k + 1; n < KNOTS; n++) line[n] = Math.max(line[n], value);
  p[side] = line[KNOTS - 1];
}

/** A number typed: the last point; a drawn curve follows. */
export function typed(app: App, side: Side, y: number | null): void {
  const p = app.s.prediction;
  if (y !== null && p.drawn[side]) put(app, side, KNOTS - 1, y);
  p[side] = y === null ? null : Math.min(MOST, Math.max(0, y));
  if (y === null) p.drawn[side] = null;
}

export class Drawing {
  readonly box: HTMLElement;
  private top = 0;
  private last: { k: number; y: number } | null = null;

  /** `moved` is called whenever a point moved, for the figures beside. */
  constructor(private app: App, private moved: () => void) {
    this.box = fitted(app, "drawing", (w, high) => this.draw(w, high));
  }

  again(): void {
    if (this.box.clientWidth > 40) {
      const kept = document.activeElement?.id ?? "";
      this.box.replaceChildren(this.draw(this.box.clientWidth, this.box.clientHeight));
      if (kept.startsWith("knot-")) document.getElementById(kept)?.focus();
    }
  }

  private draw(width: number, height: number): Node {
    const { app } = this, p = app.s.prediction, upTo = app.b.lesson.day - 1, last = app.b.days - 1, a = app.run(0).cumulative.assaults;
    const size = app.s.projector ? sized(22) : 13, guesses = [p.without, p.with].filter((y): y is number => y !== null);
    this.top = Math.max(this.top, topOf(a, upTo, app.b.days, guesses) * 1.2, ...guesses.map((y) => y * 1.15));
    const top = this.top;
    const lines: Line[] = [{ points: a.slice(0, upTo + 1).map((y, x): [number, number] => [x, y]), colour: "#1c2733", width: 3 }];
    const sides: Side[] = ["without", "with"];
    for (const [k, side] of sides.entries()) {
      const line = expected(app, side);
      if (line) lines.push({ points: line, colour: COLOURS[k], width: side === p.side || p.locked ? 4 : 2.5, dash: k ? "9 6" : undefined, shift: p.locked ? 5 : size, label: `${"AB"[k]} ${num(p[side] ?? line[line.length - 1][1])}` });
    }
    const made = plot({ width, height, x: [0, last + 40], y: [0, top], xTicks: [0, 90, 180, 270, 364].filter((x) => x <= last), yTicks: ticks(0, top), xLabel: day, yLabel: (y) => num(y),
      lines, uprights: [{ x: upTo, label: t("lever.day", { day: day(app.b.lesson.day) }) }], size });
    if (p.locked) { made.svg.setAttribute("aria-hidden", "true"); return made.svg; }
    made.svg.setAttribute("role", "group");
    made.svg.setAttribute("aria-label", t("draw.points", { side: t(`guess.${p.side}`) }));
    made.svg.classList.add("drawable");
    if (!expected(app, p.side)) made.svg.append(text((made.px(upTo) + made.px(last)) / 2, made.py(top * 0.5), t("draw.here", { side: "AB"[sides.indexOf(p.side)] }), size, { "text-anchor": "middle", fill: "#4a5866" }));
    this.handles(made);
    this.pointer(made);
    return made.svg;
  }

  private handles(made: ReturnType<typeof plot>): void {
    const { app } = this, p = app.s.prediction, k0 = p.side === "with" ? 1 : 0, at = knots(app), least = known(app), r = app.s.projector ? 11 : 8;
    const line = p.drawn[p.side] ?? at.map((_, n) => least + ((p[p.side] ?? least) - least) * (n + 1) / KNOTS);
    at.forEach((x, k) => {
      const cx = made.px(x), cy = made.py(line[k]), props = { fill: p.drawn[p.side] ? "#fff" : "#f3f5f7", stroke: COLOURS[k0], "stroke-width": 3 };
      const shape = k0 ? svg("path", { d: `M${cx} ${cy - r * 1.2}L${cx + r * 1.15} ${cy + r * 0.9}L${cx - r * 1.15} ${cy + r * 0.9}Z`, ...props }) : svg("circle", { cx, cy, r, ...props });
      const knob = svg("g", { id: `knot-${k}`, tabindex: 0, role: "slider", class: "knot", "aria-orientation": "vertical", "aria-valuemin": least, "aria-valuemax": MOST,
        "aria-valuenow": Math.round(line[k]), "aria-label": t("draw.point", { side: "AB"[k0], day: day(x) }), "aria-valuetext": num(Math.round(line[k])) }, shape);
      knob.addEventListener("keydown", (e) => this.key(e as KeyboardEvent, k, line[k]));
      made.svg.append(knob);
    });
  }

  private key(e: KeyboardEvent, k: number, y: number): void {
    const by: Record<string, number> = { ArrowUp: e.shiftKey ? 5 : 1, ArrowDown: e.shiftKey ? -5 : -1, PageUp: 10, PageDown: -10 };
    const to: Record<string, number> = { ArrowLeft: k - 1, ArrowRight: k + 1, Home: 0, End: KNOTS - 1 };
    if (e.key in by) { put(this.app, this.app.s.prediction.side, k, y + by[e.key]); this.changed(); }
    else if (e.key in to) document.getElementById(`knot-${Math.min(KNOTS - 1, Math.max(0, to[e.key]))}`)?.focus();
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  /** Press anywhere after the lever's day and draw: the points passed over take the height of the hand. */
  private pointer(made: ReturnType<typeof plot>): void {
    const at = knots(this.app), box = made.svg;
    const place = (e: PointerEvent): void => {
      const frame = this.box.getBoundingClientRect(), x = made.ux(e.clientX - frame.left), y = made.uy(e.clientY - frame.top);
      const k = at.reduce((best, d, n) => (Math.abs(d - x) < Math.abs(at[best] - x) ? n : best), 0), side = this.app.s.prediction.side;
      if (this.last && this.last.k !== k) {
        const step = Math.sign(k - this.last.k);
        for (let n = this.last.k + step; n !== k; n += step) put(this.app, side, n, this.last.y + ((y - this.last.y) * (n - this.last.k)) / (k - this.last.k));
      }
      put(this.app, side, k, y);
      this.last = { k, y };
      this.changed();
    };
    const move = (e: PointerEvent): void => place(e);
    const up = (): void => { this.last = null; window.removeEventListener("pointermove", move); window.removeEventListener("pointerup", up); window.removeEventListener("pointercancel", up); };
    box.addEventListener("pointerdown", (e) => {
      if ((e as PointerEvent).button) return;
      e.preventDefault();
      window.addEventListener("pointermove", move);
      window.addEventListener("pointerup", up);
      window.addEventListener("pointercancel", up);
      place(e as PointerEvent);
    });
  }

  private changed(): void {
    this.app.remember();
    this.again();
    this.moved();
  }
}

/** Where the curve that was drawn and the life that came are furthest apart, in words; nothing for a number alone. */
export function widest(app: App, side: Side): string | null {
  const line = app.s.prediction.drawn[side], k = side === "with" ? 1 : 0;
  if (!line) return null;
  const gaps = knots(app).map((d, n) => ({ d, gap: app.total(k, d) - line[n] })), worst = gaps.reduce((a, b) => (Math.abs(b.gap) > Math.abs(a.gap) ? b : a));
  return worst.gap === 0 ? t("gap.curve.none", { side: "AB"[k] }) : t("gap.curve", { side: "AB"[k], day: day(worst.d), gap: signed(worst.gap) });
}

/** Both expected curves and both lives, once revealed: for the debrief and for paper. */
export function overlay(app: App, width: number, height: number, size: number): SVGElement {
  const last = app.b.days - 1, lines: Line[] = [], sides: Side[] = ["without", "with"];
  const ends = [app.total(0, last), app.total(1, last), app.s.prediction.without ?? 0, app.s.prediction.with ?? 0], top = Math.max(...ends, 1) * 1.15;
  sides.forEach((side, k) => {
    const line = expected(app, side);
    if (line) lines.push({ points: line, colour: COLOURS[k], width: 2, dash: "2 5", label: `${"AB"[k]} ?` });
    if (app.s.revealed) lines.push({ points: app.run(k).cumulative.assaults.map((y, x): [number, number] => [x, y]), colour: COLOURS[k], dash: k ? "9 6" : undefined, label: "AB"[k] });
  });
  return plot({ width, height, x: [0, last + 25], y: [0, top], xTicks: [0, 90, 180, 270, 364].filter((x) => x <= last), yTicks: ticks(0, top), xLabel: day, yLabel: (y) => num(y), lines,
    uprights: [{ x: app.b.lesson.day, label: t("lever.day", { day: day(app.b.lesson.day) }) }], size }).svg;
}

export const picture = (app: App, width: number, height: number): HTMLElement => h("figure", { class: "overlay" }, overlay(app, width, height, 12) as unknown as Node);
