// Paper: the trainees' sheet and the trainer's notes, A4, in the language of the screen.
import { h, table } from "./dom";
import type { App } from "./app";
import { answerName } from "./steps/incident";
import { PLAIN, verdict } from "./steps/otherwise";
import { bestForConstraint } from "./steps/debrief";
import { num, t } from "./text";
import { headline, place } from "./words";
import { listOf } from "./frame";

export function printSheet(app: App, kind: "sheet" | "notes"): void {
  const box = document.getElementById("print")!;
  box.replaceChildren(kind === "sheet" ? sheet(app) : notes(app));
  box.setAttribute("aria-hidden", "false");
  document.body.classList.add("printing");
  const done = () => { document.body.classList.remove("printing"); box.setAttribute("aria-hidden", "true"); box.replaceChildren(); };
  window.addEventListener("afterprint", done, { once: true });
  window.print();
}

const bullets = (key: string) => h("ul", {}, listOf(key).map((x) => h("li", {}, x)));

/** What a trainee takes home: question, prediction and votes, result, three questions, limits. */
export function sheet(app: App): HTMLElement {
  const key = `lesson.${app.b.lesson.name}`, p = app.s.prediction, last = app.b.days - 1, n = app.b.lesson.years.seeds.length;
  const blank = "………", said = (x: number | null) => (x === null ? blank : num(x)), open = app.s.revealed;
  const votes = app.alternatives().filter((a) => app.s.votes[String(a.id)]?.closed);
  return h("article", { class: "paper" },
    h("h1", {}, app.title()), h("p", { class: "kicker" }, t("sheet.kicker", { code: app.b.lesson.code })), h("p", { class: "boxed" }, t("banner.head"), " ", t("banner")),
    h("h2", {}, t("sheet.question")), h("p", {}, t(`${key}.question`, { day: app.b.lesson.day + 1 })), h("p", {}, t(`${key}.about`)),
    h("h2", {}, t("sheet.prediction")),
    table(t("curve.assaults"), ["", t("side.A"), t("side.B")], [[t("sheet.room"), said(p.without), said(p.with)],
      [t("sheet.model"), open ? num(app.total(0, last)) : blank, open ? num(app.total(1, last)) : blank]]),
    p.less + p.same + p.more ? h("p", {}, t("sheet.hands", { less: num(p.less), same: num(p.same), more: num(p.more) })) : null,
    h("h2", {}, t("sheet.years", { n: num(n) })), open ? h("ul", {}, ["assaults", "staff_assaults", "fear"].map((k) => h("li", {}, verdict(app, k)))) : h("p", {}, blank),
    h("h2", {}, t("sheet.votes")), votes.length ? votes.map((a) => {
      const e = app.incidentOf(a), v = app.s.votes[String(a.id)];
      return h("div", {}, h("p", {}, h("b", {}, headline(app, e)), " ", place(app, e)), table(t("sheet.votes"), [t("answer"), t("vote.first"), t("vote.second")],
        a.answers.map((x) => [answerName(app, x.answer), num(v.first[x.answer] ?? 0), num(v.second[x.answer] ?? 0)])));
    }) : h("p", {}, t("sheet.no_votes")),
    h("h2", {}, t("debrief.questions")), h("ol", { class: "lines" }, listOf(`${key}.ask`).map((x) => h("li", {}, x))),
    h("h2", {}, t("limits.title")), bullets("limit"), app.s.contact ? h("p", {}, t("sheet.contact", { contact: app.s.contact })) : null,
    h("p", { class: "small" }, t("sheet.again", { command: `detente lesson ${app.b.lesson.name} --seed ${app.b.raw.seed}`, version: app.b.raw.model.version })));
}

/** For the trainer alone: two hours minute by minute, what to expect, when the model may be wrong, what the search found. */
export function notes(app: App): HTMLElement {
  const key = `lesson.${app.b.lesson.name}`, c = app.b.lesson.constraint, found = c.found.row === null ? null : c.rows[c.found.row], special = bestForConstraint(app);
  const timing = listOf("timing").map((x) => x.split("|"));
  return h("article", { class: "paper" },
    h("h1", {}, t("notes.title"), " ", app.title()), h("p", { class: "kicker" }, t("sheet.kicker", { code: app.b.lesson.code })), h("p", { class: "boxed" }, t("notes.only")),
    h("h2", {}, t("notes.timing")), table(t("notes.timing"), [t("minutes"), t("what"), t("notes.do")], timing),
    h("h2", {}, t("notes.expect")), bullets(`${key}.expect`), h("h2", {}, t("notes.wrong")), bullets(`${key}.wrong`),
    h("h2", {}, t("notes.results")), h("ul", {}, PLAIN.filter((k) => k !== "wing_assaults" || app.b.lesson.wings).map((k) => h("li", {}, verdict(app, k)))),
    h("h2", {}, t("against.title")), found ? h("p", {}, t(c.found.kind === "better" ? "against.better" : "against.unsure", { constraint: t(`constraint.${found.constraint}`), outcome: t(`outcome.${found.outcome}`),
      better: num(found.better), worse: num(found.worse), equal: num(found.equal), n: num(app.b.lesson.years.seeds.length) })) : h("p", {}, t("against.none")),
    special ? h("p", {}, t("against.incident", { incident: num(special.k + 1), cell: num(special.cell), talk: num(special.talk), n: num(special.n), answer: answerName(app, "cell") })) : null,
    h("p", {}, t("against.price")), h("h2", {}, t("care.title")), bullets("care"), h("h2", {}, t("help.title")), h("p", {}, t("notes.keys")));
}
