// Step 5. The same incident answered otherwise, twenty sequels each; then twenty possible years of the lever.
import type { Answer } from "../bundle";
import { button, fold, h, select, table } from "../dom";
import type { App } from "../app";
import { dot, dots, type Dot } from "../dots";
import { circleYears } from "../mechanism/circle";
import { parts } from "../parts";
import { day, num, signed, t, upper } from "../text";
import { headline, place } from "../words";
import { answerName } from "./incident";
import { voteOf } from "../session";

export const PLAIN = ["assaults", "staff_assaults", "again", "recorded_assaults", "wing_assaults", "fear", "legitimacy", "norm", "stress"];
const MEANS = ["fear", "legitimacy", "norm", "stress"];

export function otherwise(app: App): HTMLElement {
  const title = h("h2", { id: "title", tabindex: -1 }, t("otherwise.title"));
  const list = [{ key: "sequels", label: t("part.sequels"), body: () => h("section", { class: "card" }, sequels(app)) },
    { key: "years", label: t("part.years"), body: () => h("section", { class: "card" }, years(app)) }];
  if (app.b.lesson.circle_years) list.push({ key: "circles", label: t("part.circles"), body: () => h("section", { class: "card" }, app.s.revealed ? circleYears(app)
    : [h("h3", {}, t("part.circles")), h("p", {}, t("against.later"))]) });
  return h("main", { class: "step" }, title, h("div", { class: "columns" }, parts(app, list)));
}

export const column = (app: App, x: Answer, key: string) => x.sequels.map((row) => row[app.alternatives()[0].keys.indexOf(key)]);
const share = (x: (number | null)[]) => x.filter((v) => v !== null && v > 0).length;

function sequels(app: App): (HTMLElement | null)[] {
  const a = app.alternative();
  const head = h("h3", {}, t("sequels.title"));
  if (!a) return [head, h("p", {}, t("incident.none"))];
  const e = app.incidentOf(a), v = voteOf(app.s, String(a.id));
  if (!v.closed && !v.passed) return [head, h("p", { class: "question" }, t("gate.vote")), button("to-vote", t("step.4"), () => app.step(4), { class: "main" })];
  const n = a.answers[0].sequels.length, staff = e.kind >= 5, key = staff ? "aggressor" : "pair";
  const played = a.answers.filter((x) => app.s.played.includes(`${a.id}.${x.answer}`));
  const rest = a.answers.filter((x) => !played.includes(x));
  const other = app.alternatives().length > 1 ? select("sequel-incident", t("sequels.which"), app.alternatives().map((_, k) => [String(k), t("incident.n", { n: num(k + 1) })]), String(app.s.incident),
    (to) => { app.s.incident = Number(to); app.update(); }) : null;
  const line = (x: Answer) => {
    const clash = column(app, x, key), k = share(clash);
    const sentence = t(staff ? "sequels.aggressor" : "sequels.pair", { k: num(k), n: num(n), answer: answerName(app, x.answer) });
    return h("div", { class: "outcome sequel" }, h("p", {}, h("b", {}, answerName(app, x.answer)),
      h("span", { class: "figure-words" }, ` ${t("of.n", { k: num(k), n: num(n) })}`, ended(app, x, n))),
      dots(clash.map((c): Dot => (c ? "more" : "equal")), sentence, app.s.projector ? (window.innerWidth < 1200 ? 20 : 24) : 18));
  };
  return [h("div", { class: "top" }, head, other), h("p", {}, h("b", {}, headline(app, e)), " ", place(app, e)), h("p", { class: "about" }, t(staff ? "sequels.about.staff" : "sequels.about", { n: num(n), days: num(a.days) })),
    rest.length ? h("div", { class: "row wrap", role: "group", "aria-label": t("sequels.play") }, rest.map((x) => button(`play-${x.answer}`, `▶ ${answerName(app, x.answer)}`, () => { app.s.played.push(`${a.id}.${x.answer}`); app.update(); }))) : null,
    rest.length ? h("p", {}, button("play-all", t("sequels.all"), () => { rest.forEach((x) => app.s.played.push(`${a.id}.${x.answer}`)); app.update(); })) : null,
    ...played.map(line),
    played.length ? fold("sequel-table", t("curve.values"), table(t("sequels.table"), [t("answer"), ...["pair", "aggressor", "victim", "wing", "together"].map((k) => t(`sequel.${k}`))],
      played.map((x) => [answerName(app, x.answer), ...["pair", "aggressor", "victim"].map((k) => t("of.n", { k: num(share(column(app, x, k))), n: num(n) })),
        num(mean(column(app, x, "wing")), 1), t("of.n", { k: num(share(column(app, x, "together"))), n: num(n) })]), { class: "small" })) : null,
    played.length ? h("p", { class: "hint" }, t("sequels.caution")) : null];
}
const mean = (x: (number | null)[]) => x.reduce((s: number, v) => s + (v ?? 0), 0) / x.length;

function ended(app: App, x: Answer, n: number): string {
  if (x.carried_out !== "mediation" && x.carried_out !== "restorative") return "";
  const outcomes = column(app, x, "outcome"), agreed = outcomes.filter((k) => k === 1 || k === 4).length;
  return ` · ${t("sequels.agreed", { k: num(agreed), n: num(n) })}`;
}

export function kinds(app: App, outcome: string): Dot[] {
  const { without, with: moved } = app.b.lesson.years;
  return without[outcome].map((x, k) => { const d = moved[outcome][k] - x; return Math.abs(d) < 1e-9 ? "equal" : d < 0 ? "less" : "more"; });
}

function years(app: App): (HTMLElement | null)[] {
  const y = app.b.lesson.years, n = y.seeds.length, outcome = app.s.outcome, all = kinds(app, outcome), shown = Math.min(app.s.yearsShown, n);
  const head = h("h3", {}, t("years.title", { n: num(n) }));
  if (!app.s.revealed && app.s.furthest < app.b.days - 1 && !app.s.yearsShown) return [head, h("p", {}, t("years.about", { n: num(n) })), h("p", { class: "question" }, t("gate.years")),
    h("p", { class: "row" }, button("show-anyway", t("years.anyway"), () => { app.s.yearsShown = 1; app.s.revealed = true; app.update(); }))];
  const seen: Dot[] = all.map((k, at) => (at < shown ? k : "none"));
  const count = (kind: Dot) => seen.filter((k) => k === kind).length;
  const outcomes = PLAIN.filter((k) => k !== "wing_assaults" || app.b.lesson.wings);
  const sentence = !shown ? t("years.not_yet") : t("years.sentence", { less: num(count("less")), equal: num(count("equal")), more: num(count("more")), n: num(shown), what: upper(t(`outcome.${outcome}`)) });
  return [head, h("p", {}, t("years.about", { n: num(n) })),
    select("outcome", t("years.what"), outcomes.map((k) => [k, t(`outcome.${k}`)]), outcome, (to) => { app.s.outcome = to; app.update(); }),
    dots(seen, sentence, app.s.projector ? 34 : 25), h("p", { "aria-live": "polite" }, sentence), key(app),
    h("p", { class: "row" }, shown < n ? button("one-year", t("years.one"), () => { app.s.yearsShown = shown + 1; app.update(); }, { class: "main" }) : null,
      shown < n ? button("all-years", t("years.all"), () => { app.s.yearsShown = n; app.update(); }) : null),
    shown >= n ? h("p", { class: "told" }, verdict(app, outcome)) : null,
    shown >= n ? fold("years-table", t("curve.values"), table(t("years.table", { what: t(`outcome.${outcome}`) }), [t("seed"), "A", "B", "B − A"],
      y.seeds.map((seed, k) => row(String(seed), y.without[outcome][k], y.with[outcome][k], outcome)), { class: "small" })) : null,
    h("p", { class: "hint" }, t("years.from", { day: day(app.b.lesson.day) }))];
}

function row(seed: string, a: number, b: number, outcome: string): string[] {
  const digits = MEANS.includes(outcome) ? 3 : 0;
  return [seed, num(a, digits), num(b, digits), signed(b - a, digits)];
}

function key(app: App): HTMLElement {
  void app;
  return h("ul", { class: "legend" }, (["less", "equal", "more"] as Dot[]).map((k) => h("li", {}, dot(k, 18) as unknown as Node, " ", t(`dot.${k}`))));
}

/** What may be said of the twenty years: a side only if the interval of the paired difference leaves zero out. */
export function verdict(app: App, outcome: string): string {
  const a = app.b.lesson.years.against[outcome], n = app.b.lesson.years.seeds.length;
  const digits = MEANS.includes(outcome) ? 4 : 1;
  const values = { difference: signed(a.difference, digits), low: signed(a.low, digits), high: signed(a.high, digits), n: num(n), what: upper(t(`outcome.${outcome}`)) };
  if (a.low > 0) return t("verdict.more", values);
  if (a.high < 0) return t("verdict.less", values);
  return t(a.equal === n ? "verdict.equal" : "verdict.unsure", values);
}
