// Restorative: who sat in a circle, how they and the rest of the wing were before and after; the same people in the prison without it.
import { fold, h, select, sized, table } from "../dom";
import type { App } from "../app";
import type { Circle, CircleYears, Group } from "../bundle";
import { COLOURS } from "../chart";
import { dots, type Dot } from "../dots";
import { fitted, plot, ticks, type Line } from "../plot";
import { day, num, signed, t, upper } from "../text";

export const STATES = ["norm", "fear", "legitimacy", "tension"];
const GROUPS: Group[] = ["members", "others"];

export function circle(app: App, d: number): HTMLElement[] {
  const list = app.b.lesson.shown!.circles.filter((c) => c.day <= d), years = app.s.revealed ? circleYears(app) : [];
  if (!list.length) return [h("p", {}, t("circle.about")), h("p", { class: "told" }, t("circle.none")), ...years];
  const chosen = list[app.s.circle] ?? list[list.length - 1], state = STATES.includes(app.s.circleState) ? app.s.circleState : "norm";
  const more = [h("p", {}, t("circle.who", { who: chosen.members.map((p) => app.b.raw.people.ids[p] ?? "–").join(", ") })), measures(chosen, d), h("p", { class: "hint" }, t("circle.caution"))];
  return [app.s.projector ? null : h("p", {}, t("circle.about")), h("div", { class: "row" },
    select("circle", t("circle.which"), list.map((c, k) => [String(k), t("circle.one", { n: num(k + 1), day: day(c.day), wing: "ABCDEFGHIJ"[c.wing] })]), String(list.indexOf(chosen)), (to) => { app.s.circle = Number(to); app.update(); }),
    select("circle-state", t("circle.state"), STATES.map((k) => [k, t(`circle.of.${k}`)]), state, (to) => { app.s.circleState = to; app.update(); })),
    h("p", { class: "told" }, t("circle.told", { day: day(chosen.day), wing: "ABCDEFGHIJ"[chosen.wing], n: num(chosen.members.length), others: num(chosen.others) }), " ",
      t(chosen.repaired ? "circle.repaired" : "circle.failed")),
    drawn(app, chosen, d, state), ...(app.s.projector ? [fold("circle-table", t("curve.values"), more)] : more)].filter((x): x is HTMLElement => !!x);
}

const upTo = (c: Circle, d: number) => d - c.from + 1;
const mean = (x: (number | null)[]): number | null => { const y = x.filter((v): v is number => v !== null); return y.length ? y.reduce((a, b) => a + b, 0) / y.length : null; };
const shown = (x: number | null) => (x === null ? "–" : num(x, 3));

function measures(c: Circle, d: number): HTMLElement {
  const cut = c.day - c.from + 1, after = Math.max(0, Math.min(d - c.day, c.means.norm.members[0].length - cut));
  const row = (state: string, who: Group) => [t("circle.row", { state: t(`circle.of.${state}`), who: t(`circle.${who}`) }), ...[0, 1].flatMap((k) => {
    const x = c.means[state][who][k];
    return [shown(mean(x.slice(0, cut))), after ? shown(mean(x.slice(cut, cut + after))) : "–"];
  })];
  return table(t("circle.table", { n: num(after) }), [t("measure"), t("before.A"), t("after.A"), t("before.B"), t("after.B")], STATES.slice(0, 3).flatMap((state) => GROUPS.map((who) => row(state, who))), { class: "small" });
}

function drawn(app: App, c: Circle, d: number, state: string): HTMLElement {
  return fitted(app, "close", (w, high) => {
    const all = c.means[state], size = app.s.projector ? sized(22) : 12, n = all.members[0].length, seen = Math.min(n, upTo(c, d));
    const values = GROUPS.flatMap((who) => all[who].flatMap((x) => x.slice(0, seen))).filter((v): v is number => v !== null), low = Math.min(...values), top = Math.max(...values), air = Math.max(0.02, (top - low) * 0.25);
    const lines: Line[] = GROUPS.flatMap((who) => [0, 1].map((k): Line => ({ points: all[who][k].slice(0, seen).map((y, x): [number, number | null] => [c.from + x, y]), colour: COLOURS[k], dash: k ? "9 6" : undefined,
      width: who === "members" ? 4 : 1.6, label: `${"AB"[k]} ${t(`circle.line.${who}`)}` })));
    const wide = Math.max(...lines.map((x) => x.label!.length)) * size * 0.6 + 8, room = n * Math.min(0.8, wide / Math.max(1, w - 4 * size - wide));
    const range: [number, number] = [Math.max(0, low - air), Math.min(1, top + air)], made = plot({ width: w, height: high, x: [c.from, c.from + n - 1 + room], y: range, xTicks: [c.from, c.day, c.from + n - 1], yTicks: ticks(...range, 3), xLabel: day, yLabel: (y) => num(y, 2), lines,
      uprights: [{ x: c.day, label: t("circle.mark") }], size, title: t("axis.unit", { what: upper(t(`circle.of.${state}`)) }) });
    made.svg.setAttribute("role", "img");
    made.svg.setAttribute("aria-label", t("circle.picture", { state: t(`circle.of.${state}`) }));
    return made.svg;
  });
}

/** Twenty years: what the circles leave with those who came and with their wing, against the same people without circles. */
export function circleYears(app: App): HTMLElement[] {
  const y = app.b.lesson.circle_years;
  if (!y) return [];
  const rows = GROUPS.flatMap((who) => ["norm", "fear"].map((state) => line(app, y, who, state))), about = h("p", {}, t("circle.years.about", { low: num(Math.min(...y.held)), high: num(Math.max(...y.held)) }));
  const head = h("h3", {}, t("circle.years", { n: num(y.held.length) })), told = h("p", { class: "told" }, trap(y));
  if (!app.s.projector) return [head, about, ...rows, told];
  return [head, ...rows, told, fold("circle-years", t("fac.how"), about, h("ul", {}, GROUPS.flatMap((who) => ["norm", "fear"].map((state) => h("li", {}, verdict(y, who, state))))))];
}

function line(app: App, y: CircleYears, who: Group, state: string): HTMLElement {
  const pairs = y[who][state], c = y.against[who][state], kinds = pairs.map((p): Dot => (p === null ? "none" : p[1] < p[0] ? "less" : p[1] > p[0] ? "more" : "equal"));
  const sentence = verdict(y, who, state);
  const short = t(c.years < 2 || (c.low <= 0 && c.high >= 0) ? "short.unsure" : c.low > 0 ? "short.more" : "short.less"), big = app.s.projector;
  return h("div", { class: "outcome sequel" }, h("p", {}, h("b", {}, upper(t("circle.row", { state: t(`circle.of.${state}`), who: t(`circle.${who}`) })), big ? " · " : ""), " ",
    h("span", { class: "figure-words" }, big ? short : t("circle.counts", { less: num(c.less), more: num(c.more), n: num(c.years) }))),
    dots(kinds, sentence, big ? 20 : 18), big ? null : h("p", { class: "hint" }, sentence));
}

/** What may be said: a side only if the interval of the paired difference leaves zero out. */
export function verdict(y: CircleYears, who: Group, state: string): string {
  const c = y.against[who][state], values = { difference: signed(c.difference, 4), low: signed(c.low, 4), high: signed(c.high, 4), n: num(c.years), what: upper(t("circle.row", { state: t(`circle.of.${state}`), who: t(`circle.${who}`) })) };
  return t(c.years < 2 ? "circle.too_few" : c.low > 0 ? "verdict.more" : c.high < 0 ? "verdict.less" : "verdict.unsure", values);
}

/** Those who come would have moved without the circle too: in how many years fear fell among the same people in A. */
export function trap(y: CircleYears): string {
  const pairs = y.members.fear.filter((p): p is [number, number] => p !== null);
  return t("circle.trap", { a: num(pairs.filter((p) => p[0] < 0).length), b: num(pairs.filter((p) => p[1] < 0).length), n: num(pairs.length) });
}
