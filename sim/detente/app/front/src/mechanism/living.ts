// Mediation: two people who go on living together; what is between them, how often they meet, what happens again. In both prisons.
import { fold, h, s, select, sized, table } from "../dom";
import type { App } from "../app";
import { AWAY, NOWHERE, present, rows, SLOTS, standing, type Incident, type Track } from "../bundle";
import { COLOURS } from "../chart";
import { fitted, plot, text, type Line } from "../plot";
import { day, num, t, tn, upper, word } from "../text";
import { name } from "../words";

const BEFORE = 45, AFTER = 120, SPAN = 30, MEDIATION = 2;
const CASE: Record<number, string> = { 1: "waiting", 2: "agreed", 3: "failed", 4: "refused", 5: "broken" };

interface Two { n: number; a: number; b: number; run: number; e: Incident; state: string; closed: number }
const both = (e: Incident, a: number, b: number) => (e.a === a && e.b === b) || (e.a === b && e.b === a);

/** Mediated conflicts up to a day, in order: where it went to mediation in B, else in A. */
function two(app: App, d: number): Two[] {
  const out: Two[] = [];
  app.b.lesson.shown!.pairs[1].forEach(({ a, b }, n) => {
    for (const run of [1, 0]) {
      const e = app.run(run).incidents.find((x) => x.response === MEDIATION && x.outcome > 0 && both(x, a, b));
      if (!e) continue;
      if (e.day <= d) {
        const now = (app.run(run).byPerson.get(e.a)?.changes ?? []).filter(([on, what]) => what === `case0.${e.id}` && on <= d).pop();
        out.push({ n, a: e.a, b: e.b, run, e, state: CASE[now?.[2] ?? 1] ?? "waiting", closed: now && now[2] > 1 ? now[0] : -1 });
      }
      break;
    }
  });
  return out.sort((x, y) => x.e.day - y.e.day);
}

export function living(app: App, d: number): HTMLElement[] {
  const list = two(app, d);
  if (!list.length) return [h("p", {}, t("living.about")), h("p", { class: "told" }, t("living.none"))];
  const chosen = list.find((x) => x.n === app.s.pair) ?? list[list.length - 1];
  const label = (x: Two) => t("living.one", { day: day(x.e.day), a: app.b.raw.people.ids[x.a], b: app.b.raw.people.ids[x.b], side: "AB"[x.run], state: t(`living.${x.state}`) });
  const more = [measures(app, chosen, d), h("p", { class: "hint" }, t("living.caution"))];
  return [app.s.projector ? null : h("p", {}, t("living.about")),
    select("pair", t("living.which"), list.map((x) => [String(x.n), label(x)]), String(chosen.n), (to) => { app.s.pair = Number(to); app.update(); }),
    h("p", { class: "told" }, told(app, chosen, d)), drawn(app, chosen, d),
    ...(app.s.projector ? [fold("living-table", t("curve.values"), more)] : more)].filter((x): x is HTMLElement => !!x);
}

function told(app: App, x: Two, d: number): string {
  const lives = together(app, x.run, x, Math.max(x.e.day + 1, d - SPAN + 1), d), days = Math.min(SPAN, d - x.e.day);
  const again = meets(app, x.run, x, x.e.day, d, x.e).length;
  return [t("living.told", { a: app.b.raw.people.ids[x.a], b: app.b.raw.people.ids[x.b], day: day(x.e.day), what: upper(word(app.b.raw.codes.kind[x.e.kind])) }),
    x.closed >= 0 ? t(`living.closed.${x.state}`, { day: day(x.closed) }) : t("living.open"),
    days > 0 ? t("living.together", { k: num(lives), n: num(days) }) : "", again ? tn("living.again", again) : t("living.quiet")].filter(Boolean).join(" ");
}

/** Every incident between the two in a span of days, the one at the start left out. */
function meets(app: App, k: number, x: { a: number; b: number }, from: number, to: number, but?: Incident): Incident[] {
  return app.run(k).incidents.filter((e) => e.day >= from && e.day <= to && both(e, x.a, x.b) && (!but || e.day > but.day || e.slot > but.slot || (e.slot === but.slot && e.id > but.id)));
}
const at = (track: Track | undefined, d: number, slot: number) => (track && present(track, d) ? track.place[(d - track.first) * SLOTS + slot] : NOWHERE);
function wing(app: App, track: Track | undefined, d: number): number {
  const cell = track && present(track, d) ? standing(track.cells, d, -1) : -1;
  return cell >= 0 ? app.b.raw.establishment.cells[cell][0] : -1;
}
/** Days of a span on which both live in the same wing. */
function together(app: App, k: number, x: { a: number; b: number }, from: number, to: number): number {
  const [a, b] = [x.a, x.b].map((p) => app.run(k).byPerson.get(p));
  let n = 0;
  for (let d = Math.max(0, from); d <= to; d++) if (wing(app, a, d) >= 0 && wing(app, a, d) === wing(app, b, d)) n++;
  return n;
}
/** Moments, five a day, that both spend in the same place of the same wing, or in the same cell. */
function moments(app: App, k: number, x: { a: number; b: number }, from: number, to: number): number {
  const [a, b] = [x.a, x.b].map((p) => app.run(k).byPerson.get(p));
  let n = 0;
  for (let d = Math.max(0, from); d <= to; d++) for (let slot = 0; slot < SLOTS; slot++) {
    const place = at(a, d, slot);
    if (place >= NOWHERE || place === 8 || place !== at(b, d, slot) || wing(app, a, d) !== wing(app, b, d)) continue;
    if (place !== 0 || standing(a!.cells, d, -1) === standing(b!.cells, d, -2)) n++;
  }
  return n;
}
const bytes = (app: App, k: number, x: Two, key: "tie" | "grudge") => rows(app.b.lesson.shown!.pairs[k][x.n][key], [app.b.days])[0];
const value = (row: Uint8Array, d: number, key: "tie" | "grudge") => (row[d] === AWAY ? null : key === "tie" ? row[d] / 125 - 1 : row[d] / 250);

/** What one holds against the other, day by day in both prisons; under it, what happened between them. */
function drawn(app: App, x: Two, d: number): HTMLElement {
  return fitted(app, "close", (w, high) => {
    const from = Math.max(0, x.e.day - BEFORE), to = Math.min(app.b.days - 1, x.e.day + AFTER), size = app.s.projector ? sized(22) : 12, last = Math.min(d, to);
    const lines: Line[] = [0, 1].map((k) => {
      const row = bytes(app, k, x, "grudge"), points: [number, number | null][] = [];
      for (let on = from; on <= last; on++) points.push([on, value(row, on, "grudge")]);
      return { points, colour: COLOURS[k], dash: k ? "9 6" : undefined, label: "AB"[k] };
    });
    const foot = size * 3.4, made = plot({ width: w, height: high - foot, x: [from, to + (to - from) * 0.02], y: [0, 1], xTicks: [from, x.e.day, Math.round((x.e.day + to) / 2), to], yTicks: [0, 0.5, 1], xLabel: day, yLabel: (y) => num(y, 1), lines,
      uprights: x.closed >= 0 ? [{ x: x.closed, label: t(`living.${x.state}`), dash: "6 4" }] : [], size, title: t("axis.unit", { what: t("living.axis") }) });
    made.svg.setAttribute("viewBox", `0 0 ${w} ${high}`);
    made.svg.setAttribute("height", String(high));
    made.svg.setAttribute("role", "img");
    made.svg.setAttribute("aria-label", t("living.picture", { a: name(app, x.a), b: name(app, x.b) }));
    [0, 1].forEach((k) => {
      const y = high - foot + size * (0.9 + 1.5 * k);
      made.svg.append(text(2, y + size * 0.35, "AB"[k], size, { "font-weight": 700, fill: COLOURS[k] }), s("path", { d: `M${made.px(from)} ${y}H${made.px(last)}`, stroke: "#9aa7b3", "stroke-width": 1 }));
      for (const e of meets(app, k, x, from, last)) {
        const cx = made.px(e.day), r = e.kind === 0 ? size * 0.35 : size * 0.55;
        made.svg.append(e.kind === 0 ? s("path", { d: `M${cx - r} ${y - r}L${cx + r} ${y + r}M${cx - r} ${y + r}L${cx + r} ${y - r}`, stroke: "#8f1d1d", "stroke-width": 2.5 })
          : s("path", { d: `M${cx} ${y - r}L${cx + r} ${y}L${cx} ${y + r}L${cx - r} ${y}Z`, fill: "#8f1d1d" }));
      }
    });
    return made.svg;
  });
}

function measures(app: App, x: Two, d: number): HTMLElement {
  const from = x.e.day - SPAN, to = Math.min(d, x.e.day + SPAN), n = to - x.e.day, dash = "–";
  const cells = (before: boolean): [number, number] => (before ? [Math.max(0, from), x.e.day - 1] : [x.e.day + 1, to]);
  const each = (f: (k: number, a: number, b: number) => string) => [0, 1].flatMap((k) => [f(k, ...cells(true)), n > 0 ? f(k, ...cells(false)) : dash]);
  const mean = (k: number, a: number, b: number, key: "tie" | "grudge") => {
    const row = bytes(app, k, x, key), found: number[] = [];
    for (let on = a; on <= b; on++) { const y = value(row, on, key); if (y !== null) found.push(y); }
    return found.length ? num(found.reduce((p, q) => p + q, 0) / found.length, 2) : dash;
  };
  return table(t("living.table", { span: num(SPAN), n: num(Math.max(0, n)) }), [t("measure"), t("before.A"), t("after.A"), t("before.B"), t("after.B")], [
    [t("living.moments"), ...each((k, a, b) => num((7 * moments(app, k, x, a, b)) / Math.max(1, b - a + 1), 1))],
    [t("living.same_wing"), ...each((k, a, b) => num(together(app, k, x, a, b)))],
    [t("living.disputes"), ...each((k, a, b) => num(meets(app, k, x, a, b).length))],
    [t("living.tie"), ...each((k, a, b) => mean(k, a, b, "tie"))], [t("living.grudge"), ...each((k, a, b) => mean(k, a, b, "grudge"))]], { class: "small" });
}
