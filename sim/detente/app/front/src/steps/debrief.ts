// Step 6. What the room expected, what came, where constraint does better, how far the model can be believed.
import { button, fold, h, sized, table } from "../dom";
import type { App } from "../app";
import type { ConstraintRow } from "../bundle";
import { dots, type Dot } from "../dots";
import { overlay } from "../draw";
import { num, t, upper } from "../text";
import { listOf } from "../frame";
import { parts } from "../parts";
import { fitted } from "../plot";
import { gap } from "./watch";
import { answerName } from "./incident";
import { column, verdict } from "./otherwise";
import { printSheet } from "../sheets";
import { voteOf } from "../session";
import { grade } from "../words";

export function debrief(app: App): HTMLElement {
  const key = `lesson.${app.b.lesson.name}`, big = app.s.projector;
  const asked = () => h("section", {}, h("h3", {}, t("debrief.questions")), h("ol", { class: "questions" }, listOf(`${key}.ask`).map((x) => h("li", {}, x))));
  const hand = () => h("section", {}, h("h3", {}, t("debrief.hand")),
    h("p", { class: "row wrap" }, button("sheet-2", t("print.sheet"), () => printSheet(app, "sheet"), { class: "main" }), button("notes-2", t("print.notes"), () => printSheet(app, "notes"))),
    app.s.contact ? h("p", { class: "contact" }, t("sheet.contact", { contact: app.s.contact })) : null);
  const result = () => h("section", { class: "result" }, h("h3", {}, t("debrief.result")),
    app.s.revealed ? [h("div", { class: "beside" }, gap(app), app.locked() && !app.s.prediction.passed ? fitted(app, "overlay", (w, high) => overlay(app, w, high, big ? sized(22) : 12)) : null), h("p", { class: "told" }, verdict(app, "assaults"))]
      : h("p", { class: "row" }, button("reveal", t("reveal"), () => { app.s.revealed = true; app.update(); }, { class: "main" })));
  const constraint = () => h("section", {}, h("h3", {}, t("against.title")), app.s.revealed ? against(app) : h("p", {}, t("against.later")));
  const believed = () => h("section", {}, h("h3", {}, t("evidence.title")), evidence(app));
  const title = h("h2", { id: "title", tabindex: -1 }, t("debrief.title"));
  if (!big) return h("main", { class: "step" }, title, h("div", { class: "columns" }, h("section", { class: "card" }, asked(), result(), hand()), h("section", { class: "card" }, constraint(), believed())));
  return h("main", { class: "step" }, title, parts(app, [
    { key: "asked", label: t("part.asked"), body: () => h("div", {}, asked(), hand()) }, { key: "result", label: t("part.result"), body: result },
    { key: "against", label: t("part.against"), body: constraint }, { key: "believed", label: t("part.believed"), body: believed }]));
}

/** The row that the search found, the table of all it tried, and the incident after which constraint does better, if any. */
function against(app: App): HTMLElement {
  const c = app.b.lesson.constraint, found = c.found.row === null ? null : c.rows[c.found.row], n = app.b.lesson.years.seeds.length;
  return h("div", {}, h("p", {}, t("against.how", { rows: num(c.rows.length), n: num(n) })),
    found ? [h("p", { class: "told" }, t(c.found.kind === "better" ? "against.better" : "against.unsure", words(found, n))),
      dots(kindsOf(found), t("against.dots", words(found, n)), app.s.projector ? 28 : 22), h("p", { class: "hint" }, t("against.key"))] : h("p", {}, t("against.none")),
    incidentFound(app), h("p", {}, t("against.count", { better: num(c.better), unsure: num(c.unsure), worse: num(c.worse) })),
    fold("against-table", t("against.table"), table(t("against.caption", { n: num(n) }), [t("constraint"), t("outcome"), t("better"), t("as_well"), t("worse"), t("said")],
      c.rows.map((r) => [t(`constraint.${r.constraint}`), t(`outcome.${r.outcome}`), num(r.better), num(r.equal), num(r.worse), t(`sign.${r.sign}`)]), { class: "small compared" })),
    h("p", { class: "hint" }, t("against.price")));
}
const words = (r: ConstraintRow, n: number) => ({ constraint: t(`constraint.${r.constraint}`), outcome: t(`outcome.${r.outcome}`), better: num(r.better), worse: num(r.worse), equal: num(r.equal), n: num(n) });
const kindsOf = (r: ConstraintRow): Dot[] => [...Array(r.better).fill("less"), ...Array(r.equal).fill("equal"), ...Array(r.worse).fill("more")];

export function bestForConstraint(app: App): { k: number; cell: number; talk: number; n: number } | null {
  let best: { k: number; cell: number; talk: number; n: number } | null = null;
  app.alternatives().forEach((a, k) => {
    const of = (answer: string) => { const x = a.answers.find((y) => y.answer === answer); return x ? column(app, x, "pair").filter((v) => (v ?? 0) > 0).length : NaN; };
    const cell = of("cell"), talk = Math.min(...["mediation", "restorative"].map(of).filter((x) => !Number.isNaN(x)));
    if (talk - cell >= 3 && (!best || talk - cell > best.talk - best.cell)) best = { k, cell, talk, n: a.answers[0].sequels.length };
  });
  return best;
}

function incidentFound(app: App): HTMLElement | null {
  const found = bestForConstraint(app);
  if (!found || !voteOf(app.s, String(app.alternatives()[found.k].id)).closed) return null;
  return h("p", { class: "told" }, t("against.incident", { incident: num(found.k + 1), cell: num(found.cell), talk: num(found.talk), n: num(found.n), answer: answerName(app, "cell") }));
}

function evidence(app: App): HTMLElement {
  const rows = [...app.b.raw.rules.between.filter((r) => r.mechanism)], count: Record<string, number> = {};
  for (const r of rows) count[r.grade] = (count[r.grade] ?? 0) + 1;
  return h("div", {}, h("ul", { class: "grades" }, ["solid", "partial", "assumed"].map((g) => h("li", {}, t("evidence.count", { grade: upper(grade(app, g)), n: num(count[g] ?? 0) })))),
    fold("evidence-table", t("evidence.table"), table(t("evidence.caption"), [t("factor"), t("rule"), t("grade"), t("source")],
      rows.map((r) => [r[app.s.lang], r.mechanism, grade(app, r.grade), r.evidence === "assumed" ? "–" : r.evidence]), { class: "small texts" })),
    h("ul", {}, listOf("limit").slice(0, 3).map((x) => h("li", {}, x))));
}
