// The quick year: two small prisons live each move at once. One year and one luck, and it says so.
import { level, present, SLOTS, unpack, type Bundle, type Raw } from "../bundle";
import { Clock, SPEEDS } from "../clock";
import { button, fold, h, select, table } from "../dom";
import { limits, PrisonView } from "../prison";
import { day, num, t, tn } from "../text";
import { Latest, spoken } from "./api";
import type { App } from "./app";
import { Chart, curves, GRID } from "./charts";
import { DESK } from "./data";
import { changesOf, figure, labelOf, lettered, LOOKS, named, unitOf } from "./options";
import { sign } from "./sign";

/** Null stands for the life of the first prison where the page said that it has it. */
interface Answer { bundle: Raw & { runs: (Raw["runs"][0] | null)[] }; totals: Record<string, number>[]; first: string; ms?: number; scaled?: { from: number; to: number } | null }
const COUNTS = ["assaults", "serious", "recorded_assaults", "staff_assaults", "threats", "refusals", "settled", "isolated_days", "mediations_held", "absences"];
const MEANS = ["tension", "fear", "legitimacy", "staff_stress"];
const ROWS = 8;
const along = (d: number, last: number) => `calc(${GRID.left}px + (100% - ${GRID.left + GRID.right}px) * ${(d / Math.max(1, last)).toFixed(4)})`;

export class Year {
  readonly box = h("section", { class: "quick", "aria-labelledby": "year-head" });
  private latest = new Latest();
  private asked = "";
  private answer: Answer | null = null;
  private b: Bundle | null = null;
  private pair: number[] = [0, 1];
  private clock = new Clock(0, 2, 7, (time, playing) => this.tick(time, playing));
  private ticks: ((time: number, playing: boolean) => void)[] = [];
  private closing: (() => void)[] = [];
  private status = h("p", { class: "hint", id: "year-status", role: "status" });

  constructor(private app: App) {}

  /** Ask again if what is asked has changed; an older question is dropped. */
  refresh(): void {
    const { s } = this.app, pair = [0, s.arm || 1], body = { ...this.app.asked(pair), seed: s.seed, sensitive: s.sensitive }, key = JSON.stringify(body);
    if (s.view !== "year" || key === this.asked) return;
    this.asked = key;
    this.status.textContent = t("year.living");
    this.box.setAttribute("aria-busy", "true");
    const had = this.answer, held = had ? { held: had.first } : {};
    this.latest.ask<Answer>("/api/year", { ...body, ...held }, this.b ? 250 : 0, (answer) => {
      answer.bundle.runs[0] ??= had!.bundle.runs[0];
      const where = this.b ? this.clock.time : answer.bundle.days, went = this.clock.playing;
      [this.answer, this.b, this.pair] = [answer, unpack(answer.bundle), pair];
      this.clock.pause();
      this.clock.end = this.b.days;
      this.clock.time = Math.min(where, this.b.days - 0.001);
      this.draw();
      if (went) this.clock.play();
    }, (e) => { this.asked = ""; this.box.removeAttribute("aria-busy"); this.status.textContent = spoken(e); });
  }

  draw(): void {
    this.closing.splice(0).forEach((close) => close());
    this.ticks = [];
    const { s } = this.app, head = h("h2", { id: "year-head" }, t("year"));
    const luck = h("div", { class: "tools" }, h("span", { class: "hint" }, t("year.luck", { seed: num(s.seed) })),
      button("other-luck", t("year.other"), () => { s.seed = (s.seed + 1) % 1_000_000; this.app.step(); }));
    const { b, answer } = this, kept = document.activeElement?.id;
    if (this.asked) this.status.textContent = "";
    this.box.removeAttribute("aria-busy");
    if (!b || !answer) { this.status.textContent = t("year.living"); this.box.replaceChildren(h("div", { class: "top" }, head, luck), this.status); return; }
    this.box.replaceChildren(h("div", { class: "top" }, head, luck), h("p", { class: "told" }, t("year.one")), this.status,
      answer.scaled ? h("p", { class: "hint" }, t("year.scaled", { from: num(answer.scaled.from), to: num(answer.scaled.to) })) : "",
      this.prisons(b), this.transport(b), h("div", { class: "two" }, this.curve(b), this.totals(answer)));
    if (kept && this.box.querySelector(`[id="${kept}"]`)) document.getElementById(kept)!.focus({ preventScroll: true });
    this.tick(this.clock.time, false);
  }

  rest(): void { this.clock.pause(); this.latest.stop(); if (!this.b) this.asked = ""; }

  private tick(time: number, playing: boolean): void { for (const act of this.ticks) act(time, playing); }

  private prisons(b: Bundle): HTMLElement {
    const shade = limits(b.runs[0], "tension"), views = b.runs.map((run) => new PrisonView(b, run, shade, "tension"));
    // The words stand from the first moment, before the drawing has a size: it is never without a name.
    const words = views.map((_, k) => h("p", { class: "sr", id: `prison-${k}` }, this.seen(b, k, Math.min(b.days - 1, this.clock.day))));
    const figures = views.map((view, k) => {
      view.canvas.setAttribute("role", "img");
      view.canvas.setAttribute("aria-labelledby", `prison-${k}`);
      return h("figure", { class: "plan" }, h("figcaption", {}, sign(this.pair[k]), " ", h("span", { "data-option": this.pair[k] }, named(this.app.s, this.pair[k]))), view.canvas, words[k]);
    });
    let sized = false;
    const draw = (time: number, playing: boolean) => {
      if (!sized) return;
      const d = Math.min(b.days - 1, Math.floor(time));
      views.forEach((view, k) => { view.draw(d + 0.5, -1, playing && !this.clock.reduced.matches, []); if (!playing) words[k].textContent = this.seen(b, k, d); });
    };
    const box = h("div", { class: "plans" }, figures), watch = new ResizeObserver(() => {
      const w = Math.floor(figures[0].clientWidth);
      if (w > 50) { sized = true; views.forEach((view) => view.resize(w, Math.round(Math.min(340, Math.max(210, w * 0.58))), false)); draw(this.clock.time, false); }
    });
    watch.observe(box);
    this.closing.push(() => watch.disconnect());
    this.ticks.push(draw);
    return h("div", {}, box, h("p", { class: "hint" }, t("year.legend")));
  }

  private seen(b: Bundle, k: number, d: number): string {
    const here = b.runs[k].tracks.filter((x) => !x.officer && present(x, d)), isolated = here.filter((x) => x.place[(d - x.first) * SLOTS + 2] === 6).length;
    const tense = here.map((x) => level(x, "tension", d)).filter((x) => !Number.isNaN(x));
    return t("year.seen", { option: LOOKS[this.pair[k]].letter, day: day(d), n: num(here.length), isolated: num(isolated), assaults: num(b.runs[k].cumulative.assaults[d] ?? 0), tension: num(tense.reduce((a, x) => a + x, 0) / Math.max(1, tense.length), 2) });
  }

  private transport(b: Bundle): HTMLElement {
    const { clock } = this, play = button("play", "", () => { if (!clock.playing && clock.day === b.days - 1) clock.time = 0; clock.toggle(); }, { class: "main play" }), shown = h("output", { class: "day", id: "day" });
    const scrub = h("input", { id: "scrub", type: "range", min: 0, max: b.days - 1, step: 1, "aria-label": t("scrub"), oninput: () => { clock.pause(); clock.go(scrub.valueAsNumber + 0.5); } });
    this.ticks.push((_, playing) => {
      const words = t("day.of", { day: day(clock.day), days: num(b.days) });
      play.textContent = t(playing ? "pause" : "play");
      scrub.value = String(clock.day);
      scrub.setAttribute("aria-valuetext", words);
      shown.textContent = words;
    });
    return h("div", { class: "transport", role: "group", "aria-label": t("transport") }, play, scrub, shown,
      select("speed", t("speed"), SPEEDS.filter((x) => x >= 1).map((x) => [String(x), num(x)]), String(clock.speed), (to) => { clock.speed = Number(to); }));
  }

  private curve(b: Bundle): HTMLElement {
    const { s } = this.app, keys = [...COUNTS, ...(s.sensitive && "selfharm" in b.runs[0].cumulative ? ["selfharm"] : []), ...MEANS], key = keys.includes(s.curve) ? s.curve : "assaults", mean = MEANS.includes(key);
    const values = b.runs.map((run) => mean ? run.curves.means[key] : run.cumulative[key]), last = b.days - 1, name = (x: string) => t(MEANS.includes(x) ? `mean.${x}` : `count.${x}`);
    const chart = new Chart(210), cursor = h("div", { class: "cursor" }), box = h("div", { class: "chart-box", id: "curve-box" }, chart.box, this.dates(b).map(([d, letters]) => {
      const mark = h("div", { class: "dated-mark", "aria-hidden": "true" }, h("b", {}, letters));
      mark.style.left = along(d, last);
      return mark;
    }), cursor);
    chart.show(curves(values.map((x, k) => ({ option: this.pair[k], values: x })), mean ? undefined : 0));
    this.closing.push(() => chart.close());
    this.ticks.push((time) => { cursor.style.left = along(Math.floor(time), last); });
    const every = Math.max(1, Math.round(b.days / 12)), days = [...Array(b.days).keys()].filter((d) => (d + 1) % every === 0 || d === last);
    return h("div", {}, select("curve", t("curve"), keys.map((x) => [x, name(x)]), key, (to) => { s.curve = to; this.app.step(); }), box,
      h("p", {}, t("curve.said", { curve: name(key), days: num(b.days), values: values.map((x, k) => `${LOOKS[this.pair[k]].letter} ${figure(x[last])}`).join(", ") })),
      this.dates(b).length ? h("p", { class: "hint", id: "curve-dated" }, t("curve.dated", { days: this.dates(b).map(([d, letters]) => `${letters} ${day(d)}`).join(", ") })) : null,
      fold("curve-table", t("table"), table(name(key), [t("day"), ...this.pair.map((k) => lettered(s, k))], days.map((d) => [day(d), ...values.map((x) => figure(x[d]))]))));
  }

  /** Days on which something dated begins in this year, with the options that it moves. */
  private dates(b: Bundle): [number, string][] {
    const at = new Map<number, Set<string>>();
    for (const k of this.pair) for (const c of changesOf(this.app.s.arms[k])) if (c.from_day > 0 && c.from_day < b.days) at.set(c.from_day, (at.get(c.from_day) ?? new Set()).add(LOOKS[k].letter));
    return [...at].sort((x, y) => x[0] - y[0]).map(([d, who]) => [d, [...who].join("")]);
  }

  private totals(answer: Answer): HTMLElement {
    const { s } = this.app, keys = DESK.outcomes.filter((o) => (s.sensitive || !o.sensitive) && answer.totals.every((x) => typeof x[o.key] === "number"));
    const size = (key: string) => Math.max(1e-9, ...answer.totals.map((x) => Math.abs(x[key])));
    const rows = keys.map((o) => [h("span", {}, labelOf(o.key), " ", h("small", {}, unitOf(o))), ...answer.totals.map((x) => figure(x[o.key], false, size(o.key))), figure(answer.totals[1] ? answer.totals[1][o.key] - answer.totals[0][o.key] : NaN, true, size(o.key))]);
    const first = Math.min(ROWS, keys.filter((o) => o.main !== false).length || ROWS), head = [t("outcome"), ...this.pair.map((k) => LOOKS[k].letter), t("minus", { a: LOOKS[this.pair[1]].letter, b: "A" })];
    return h("div", {}, table(t("totals"), head, rows.slice(0, first)), h("p", { class: "hint" }, t("totals.luck")),
      rows.length > first ? fold("totals-more", tn("totals.more", rows.length - first), table(t("totals.all"), head, rows.slice(first))) : null);
  }
}
