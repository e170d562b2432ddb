// What the comparison says: sentences, a table with each interval named, pairs as dots, fans by week.
import { dots, type Dot } from "../dots";
import { fold, h, select, table } from "../dom";
import { has, lang, num, t, upper, word } from "../text";
import type { App } from "./app";
import { bottomOf, Chart, fan, topOf } from "./charts";
import { DESK, OUTCOME } from "./data";
import { between, figure, labelOf, LOOKS, unitOf } from "./options";
import type { Difference, Interval, Result, Row } from "./result";
import { sign } from "./sign";

const MOST_DOTS = 100, CHART = 200;
const name = (r: Result, k: number) => `${LOOKS[k].letter} · ${r.arms[k].title ? word(r.arms[k].title!) : r.arms[k].label}`;
export const visible = (app: App, r: Result): Row[] => r.outcomes.filter((o) => app.s.sensitive || !OUTCOME.get(o.key)?.sensitive);
export const pick = (app: App, r: Result): Row => visible(app, r).find((o) => o.key === app.s.outcome) ?? visible(app, r)[0];
/** What may be said of a difference: a side that is certain is said even where neither is better. */
export function verdict(d: Difference): string {
  if (d.verdict === "better" || d.verdict === "worse") return t(`verdict.${d.verdict}`);
  return t(d.reading === "lower" || d.reading === "higher" || d.reading === "equal" ? `verdict.${d.reading}` : "verdict.open");
}
const unitFor = (key: string) => OUTCOME.has(key) ? unitOf(OUTCOME.get(key)!) : "";

export function results(app: App, r: Result, old: HTMLElement): HTMLElement {
  const cautions = (app.s.sensitive ? r.cautions_sensitive : r.cautions)?.[lang] ?? [];
  return h("section", { class: "results", "aria-labelledby": "results-head" }, h("h2", { id: "results-head", tabindex: -1 }, t("results")),
    old,
    summary(app, r),
    cautions.length ? fold("cautions", t("cautions"), h("ul", {}, cautions.map((x) => h("li", {}, x)))) : null,
    tables(app, r), h("div", { class: "two" }, pairs(app, r), h("section", { class: "card" }, h("h3", {}, t("reproduce")), h("p", {}, h("code", { class: "command" }, r.reproduce.command)),
      h("p", { class: "hint" }, t("reproduce.with", { version: r.reproduce.version, fingerprint: String(r.reproduce.fingerprint).slice(0, 12), seeds: seedsOf(r) })))), fans(app, r));
}
/** The server's sentences, those on self-harm and deaths only when asked for; where it names an option, a heading. */
function summary(app: App, r: Result): HTMLElement {
  const names = r.arms.map((x) => x.title ? word(x.title) : x.label), box = h("div", { class: "summary", id: "summary" });
  const groups = h("div", { class: "groups" });
  let list = h("ul", {});
  box.append(list, groups);
  for (const x of (app.s.sensitive ? r.summary_sensitive ?? r.summary : r.summary)[lang]) {
    if (names.includes(x)) groups.append(h("div", {}, h("h3", {}, sign(names.indexOf(x)), " ", x), list = h("ul", {})));
    else list.append(h("li", {}, x));
  }
  return box;
}
const seedsOf = (r: Result) => Array.isArray(r.reproduce.seeds) ? `${r.reproduce.seeds[0]}–${r.reproduce.seeds[r.reproduce.seeds.length - 1]}` : String(r.reproduce.seeds);

const known = (x: number | null | undefined) => x !== null && x !== undefined;
function interval(x: Interval, plus: boolean, beside: number): HTMLElement {
  return h("div", { class: "cell" }, h("b", {}, figure(x.mean, plus, beside)), known(x.low) ? h("small", {}, t("by.chance", { range: between(x.low, x.high, plus, beside) })) : null,
    known(x.low2) ? h("small", {}, t("by.both", { range: between(x.low2!, x.high2!, plus, beside) })) : null);
}
function difference(d: Difference, beside: number): HTMLElement {
  const cell = interval(d, true, beside);
  cell.append(h("span", { class: `verdict ${/^(better|worse)$/.test(d.verdict) ? d.verdict : "open"}` }, verdict(d)));
  return cell;
}
/** No measure of these goes below zero; an interval of few years may, by its formula. */
const floored = (o: Row) => o.arms.map((x) => !NEVER_BELOW.test(unitFor(o.key)) ? x : { ...x, low: raised(x.low), low2: raised(x.low2) }) as Interval[];
const NEVER_BELOW = /^(per |pour |par |share|part|0 to 1|de 0 à 1|minutes|euros)/, raised = (x: number | null) => x === null ? null : Math.max(0, x);
const sizeOf = (o: Row) => Math.max(1e-9, ...o.arms.map((x) => Math.abs(x.mean)));
function tables(app: App, r: Result): HTMLElement {
  const head = [t("outcome"), ...r.arms.map((_, k) => name(r, k)), ...r.arms.slice(1).map((_, k) => t("minus", { a: LOOKS[k + 1].letter, b: "A" }))];
  const rows = (some: Row[]) => some.map((o) => [h("span", {}, labelOf(o.key), " ", h("small", {}, unitFor(o.key))), ...floored(o).map((x) => interval(x, false, sizeOf(o))),
    ...o.differences.map((d) => difference(d, sizeOf(o)))]);
  const about = (o: Row) => OUTCOME.get(o.key), euro = (o: Row) => about(o)?.euros ?? /€|euro/i.test(unitFor(o.key));
  const all = visible(app, r), main = all.filter((o) => about(o)?.main !== false), costs = main.filter(euro), rest = main.filter((o) => !euro(o));
  const groups = new Map<string, Row[]>(), grave = new Set(DESK.outcomes.filter((o) => o.sensitive && !o.euros && o.group_label).map((o) => word(o.group_label!)));
  const calm = (g: string) => app.s.sensitive || !grave.has(g) ? g : t("group.calm");
  for (const o of all) if (!main.includes(o)) { const g = word(about(o)?.group_label ?? { fr: "", en: "" }); groups.set(g, [...(groups.get(g) ?? []), o]); }
  const wide = (caption: string, some: Row[]) => {
    const box = table(caption, head, rows(some), { class: "wide" });
    box.querySelector("table")!.style.minWidth = `${11 + 7.8 * (head.length - 1)}rem`;
    return box;
  };
  return h("div", { class: "card", id: "results-table" }, wide(t("results.table"), rest), costs.length ? wide(t("results.costs"), costs) : null, h("p", { class: "hint" }, t("results.how", { level: num(100 * (r.level ?? 0.95)) })),
    [...groups].map(([g, some], k) => { const title = calm(g); return fold(`more-${k}`, `${title} (${num(some.length)})`, wide(title, some)); }));
}

/** Differences of each pair of an option with the reference. */
export function pairsOf(r: Result, key: string, arm: number): number[] {
  const all = r.pairs[key] ?? [];
  return Array.isArray(all[0]) ? (all as number[][])[arm - 1] ?? [] : arm === 1 ? all as number[] : [];
}
const less = (x: number): Dot => x < 0 ? "less" : x > 0 ? "more" : "equal";
function pairs(app: App, r: Result): HTMLElement {
  const row = pick(app, r), choice = select("outcome", t("pairs.of"), visible(app, r).map((o) => [o.key, labelOf(o.key)]), row.key, (to) => { app.s.outcome = to; app.step(); });
  const of = r.arms.slice(1).flatMap((_, n) => {
    const arm = n + 1, all = [...pairsOf(r, row.key, arm)].sort((a, b) => a - b), count = (k: Dot) => num(all.filter((x) => less(x) === k).length);
    if (!all.length) return [];
    const drawn = all.length <= MOST_DOTS ? all : Array.from({ length: 50 }, (_, k) => all[Math.floor((k + 0.5) / 50 * all.length)]);
    const sentence = t("pairs.said", { option: LOOKS[arm].letter, n: num(all.length), less: count("less"), more: count("more"), equal: count("equal") });
    return [h("div", {}, h("p", {}, sign(arm), " ", sentence), dots(drawn.map(less), sentence, drawn.length > 30 ? 14 : 20),
      drawn.length < all.length ? h("p", { class: "hint" }, t("pairs.many", { n: num(all.length / 50, all.length % 50 ? 1 : 0) })) : null,
      fold(`pairs-${arm}`, t("pairs.table"), table(`${labelOf(row.key)}, ${t("minus", { a: LOOKS[arm].letter, b: "A" })}`, [t("pair"), t("minus", { a: LOOKS[arm].letter, b: "A" })], all.map((x, k) => [num(k + 1), figure(x, true, Math.abs(all[0]))]))))];
  });
  return h("section", { class: "card", "aria-labelledby": "pairs-head" }, h("h3", { id: "pairs-head" }, t("pairs")), choice, h("p", { class: "hint" }, t("pairs.legend")), of);
}

const running = (key: string) => has(`run.${key}`);
const curveName = (key: string) => running(key) ? t(`run.${key}`) : OUTCOME.has(key) ? labelOf(key) : has(`count.${key}`) ? t(`count.${key}`) : has(`mean.${key}`) ? t(`mean.${key}`) : key;
function fans(app: App, r: Result): HTMLElement | null {
  const keys = Object.keys(r.weekly).filter((k) => app.s.sensitive || !OUTCOME.get(k)?.sensitive);
  if (!keys.length) return null;
  const key = keys.includes(app.s.curve) ? app.s.curve : keys[0], all = r.weekly[key], top = topOf(all), bottom = bottomOf(all), weeks = all[0].length;
  const panels = all.map((w, k) => {
    const chart = new Chart(CHART), last = w[w.length - 1];
    chart.show(fan(k, w, k ? all[0] : null, top, bottom));
    return h("figure", { class: "fan" }, h("figcaption", {}, sign(k), " ", name(r, k).slice(4)), chart.box,
      h("p", { class: "hint" }, t("fan.said", { week: num(weeks), middle: figure(last[2]), half: between(last[1], last[3]), most: between(last[0], last[4]) })),
      fold(`fan-${k}`, t("table"), table(`${curveName(key)}, ${name(r, k)}`, [t("week"), "5 %", "25 %", "50 %", "75 %", "95 %"].map((x) => x.replace(" ", lang === "fr" ? "\u202f" : "")),
        w.map((q, x) => [num(x + 1), ...q.map((v) => figure(v))]).filter((_, x) => (x + 1) % 4 === 0 || x === weeks - 1))));
  });
  return h("section", { class: "card", "aria-labelledby": "fans-head" }, h("h3", { id: "fans-head" }, t("fans")),
    select("fan-curve", t("curve"), keys.map((k) => [k, upper(curveName(k))]), key, (to) => { app.s.curve = to; app.step(); }), h("p", { class: "hint" }, [running(key) ? t("fan.running") : t("fan.state"), t("fan.legend")].join(" ")), h("div", { class: "fans" }, panels));
}
