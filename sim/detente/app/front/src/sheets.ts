// Paper: the trainees' sheet and the trainer's notes, A4, in the language of the screen.
import { h, table } from "./dom";
import type { App } from "./app";
import { answerName, moved } from "./steps/incident";
import { PLAIN, verdict } from "./steps/otherwise";
import { bestForConstraint } from "./steps/debrief";
import { gapLines } from "./steps/watch";
import { picture } from "./draw";
import { trap, verdict as circleVerdict } from "./mechanism/circle";
import { num, t } from "./text";
import { headline, place } from "./words";
import { careOf, listOf } from "./frame";

export function printSheet(app: App, kind: "sheet" | "notes"): void {
  const box = document.getElementById("print")!;
  document.querySelector<HTMLDialogElement>("dialog[open]")?.close();
  box.replaceChildren(kind === "sheet" ? sheet(app) : notes(app));
  box.setAttribute("aria-hidden", "false");
  document.body.classList.add("printing");
  const done = () => { document.body.classList.remove("printing"); box.setAttribute("aria-hidden", "true"); box.replaceChildren(); };
  window.addEventListener("afterprint", done, { once: true });
  window.print();
}

const bullets = (key: string) => h("ul", {}, listOf(key).map((x) => h("li", {}, whole(x))));
/** A sentence in which a command is not cut by the end of a line. */
const whole = (x: string) => x.split(/(detente \w+(?: --\w+)+)/).map((part, k) => (k % 2 ? h("span", { class: "command" }, part) : part));

/** What a trainee takes home: question, prediction and votes, result, three questions, limits. */
export function sheet(app: App): HTMLElement {
  const key = `lesson.${app.b.lesson.name}`, p = app.s.prediction, last = app.b.days - 1, n = app.b.lesson.years.seeds.length;
  const blank = "………", said = (x: number | null) => (x === null ? blank : num(x)), open = app.s.revealed;
  const votes = app.alternatives().filter((a) => app.s.votes[String(a.id)]?.closed);
  return h("article", { class: "paper", role: "main" },
    h("h1", {}, app.title()), h("p", { class: "kicker" }, t("sheet.kicker", { code: app.b.lesson.code })), h("p", { class: "boxed" }, t("banner.head"), " ", t("banner")),
    h("h2", {}, t("sheet.question")), h("p", {}, t(`${key}.question`, { day: app.b.lesson.day + 1 })), h("p", {}, t(`${key}.about`)),
    h("h2", {}, t("sheet.prediction")),
    table(t("curve.assaults"), [t("curve.assaults"), t("side.A"), t("side.B")], [[t("sheet.room"), said(p.without), said(p.with)],
      [t("sheet.model"), open ? num(app.total(0, last)) : blank, open ? num(app.total(1, last)) : blank]]),
    p.without !== null || p.with !== null || open ? [picture(app, 640, 165), h("p", { class: "small" }, t("sheet.picture"))] : null,
    open ? h("p", {}, gapLines(app).slice(1).join(" ")) : null,
    p.less + p.same + p.more ? h("p", {}, t("sheet.hands", { less: num(p.less), same: num(p.same), more: num(p.more) })) : null,
    h("h2", {}, t("sheet.years", { n: num(n) })), open ? h("ul", {}, ["assaults", "staff_assaults", "fear"].map((k) => h("li", {}, verdict(app, k)))) : h("p", {}, blank),
    open ? [h("h2", {}, t("sheet.mechanism")), h("ul", {}, mechanism(app).map((x) => h("li", {}, x)))] : null,
    h("h2", {}, t("sheet.votes")), votes.length ? votes.map((a) => {
      const e = app.incidentOf(a), v = app.s.votes[String(a.id)], k = app.s.incident;
      app.s.incident = app.alternatives().indexOf(a);
      const said = v.again ? h("p", {}, moved(app, v)) : null;
      app.s.incident = k;
      return h("div", { class: "whole" }, h("p", {}, h("b", {}, headline(app, e)), " ", place(app, e)), table(t("sheet.votes"), [t("answer"), t("vote.first"), t("vote.second")],
        a.answers.map((x) => [answerName(app, x.answer), num(v.first[x.answer] ?? 0), num(v.second[x.answer] ?? 0)])), said);
    }) : h("p", {}, t("sheet.no_votes")),
    h("div", { class: "whole" }, h("h2", {}, t("debrief.questions")), h("ol", { class: "lines" }, listOf(`${key}.ask`).map((x) => h("li", {}, x)))),
    h("div", { class: "whole" }, h("h2", {}, t("limits.title")), bullets("limit"), h("p", {}, t("sheet.contact", { contact: app.s.contact || blank + blank + blank }))),
    h("div", { class: "whole" }, h("h2", {}, t("sheet.more")), bullets("sheet.more"),
      h("p", { class: "small" }, t("sheet.again", { command: `detente lesson ${app.b.lesson.name} --seed ${app.b.raw.seed}`, version: app.b.raw.model.version }))));
}

/** What the module's own mechanism did in the two lives, in plain counts; the circles of the twenty years too. */
function mechanism(app: App): string[] {
  const last = app.b.days - 1, shown = app.b.lesson.shown, all = (k: number, curve: string) => num(app.total(k, last, curve));
  const out: string[] = [];
  if (shown?.facilitators.some((f) => f.calls.length)) {
    const sum = (k: number, at: 2 | 3) => shown.facilitators[k].calls.reduce((n, row) => n + row[at], 0);
    out.push(t("sheet.facilitators", { a: num(sum(0, 2)), na: num(sum(0, 2) + sum(0, 3)), b: num(sum(1, 2)), nb: num(sum(1, 2) + sum(1, 3)) }));
  }
  if (app.b.lesson.name === "mediation") out.push(t("sheet.mediation", Object.fromEntries(["a", "b"].flatMap((side, k) => [["o", "offered"], ["h", "held"], ["a", "agreed"], ["b", "broken"]]
    .map(([letter, what]) => [side + letter, all(k, `mediations_${what}`)])))));
  const y = app.b.lesson.circle_years;
  if (shown?.circles.length) out.push(t("sheet.circles", { n: num(shown.circles.length), people: num(shown.circles.reduce((n, c) => n + c.members.length, 0)) }));
  if (y) out.push(circleVerdict(y, "members", "norm"), circleVerdict(y, "others", "norm"), trap(y));
  return out;
}

/** For the trainer alone: two hours minute by minute, what to expect, when the model may be wrong, what the search found. */
export function notes(app: App): HTMLElement {
  const key = `lesson.${app.b.lesson.name}`, c = app.b.lesson.constraint, found = c.found.row === null ? null : c.rows[c.found.row], special = bestForConstraint(app);
  let clock = 0;
  const timing = listOf("timing").map((x) => x.split("|")).map(([minutes, what, todo]) => {
    const from = `${Math.floor(clock / 60)}:${String(clock % 60).padStart(2, "0")}`;
    clock += Number(minutes);
    return [from, minutes, what, todo];
  });
  return h("article", { class: "paper", role: "main" },
    h("h1", {}, t("notes.title"), " ", app.title()), h("p", { class: "kicker" }, t("sheet.kicker", { code: app.b.lesson.code })), h("p", { class: "boxed" }, t("notes.only")),
    h("h2", {}, t("notes.before")), bullets("before"),
    h("h2", {}, t("notes.timing")), table(t("notes.timing"), [t("notes.at"), t("minutes"), t("what"), t("notes.do")], timing),
    h("div", { class: "whole" }, h("h2", {}, t("notes.see")), bullets(`${key}.see`)),
    h("div", { class: "whole" }, h("h2", {}, t("notes.expect")), bullets(`${key}.expect`)), h("div", { class: "whole" }, h("h2", {}, t("notes.wrong")), bullets(`${key}.wrong`)),
    h("h2", {}, t("notes.results")), h("ul", {}, PLAIN.filter((k) => k !== "wing_assaults" || app.b.lesson.wings).map((k) => h("li", {}, verdict(app, k)))),
    h("div", { class: "whole" }, h("h2", {}, t("sheet.mechanism")), h("ul", {}, mechanism(app).map((x) => h("li", {}, x)))),
    h("div", { class: "whole" }, h("h2", {}, t("against.title")), found ? h("p", {}, t(c.found.kind === "better" ? "against.better" : "against.unsure", { constraint: t(`constraint.${found.constraint}`), outcome: t(`outcome.${found.outcome}`),
      better: num(found.better), worse: num(found.worse), equal: num(found.equal), n: num(app.b.lesson.years.seeds.length) })) : h("p", {}, t("against.none")),
    h("p", {}, t("against.count", { better: num(c.better), unsure: num(c.unsure), worse: num(c.worse) })),
    special ? h("p", {}, t("against.incident", { incident: num(special.k + 1), cell: num(special.cell), talk: num(special.talk), n: num(special.n), answer: answerName(app, "cell") })) : null,
    h("p", {}, t("against.price"))),
    h("div", { class: "whole" }, h("h2", {}, t("care.title")), h("ul", {}, careOf(app).map((x) => h("li", {}, x))), h("h2", {}, t("help.title")), h("p", {}, t("notes.keys")), h("p", {}, t("help.draw"))));
}
