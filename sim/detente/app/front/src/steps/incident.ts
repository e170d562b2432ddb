// Step 4. One incident: what is seen, why it happened, what the room would do; hands, talk, hands again.
import { button, h } from "../dom";
import type { App } from "../app";
import { counter } from "./predict";
import { voteOf, type Round, type Vote } from "../session";
import { has, num, t, upper, word } from "../text";
import { answered, causes, concerned, grade, headline, place, seen } from "../words";

export function incident(app: App): HTMLElement {
  const list = app.alternatives(), a = app.alternative();
  const title = h("h2", { id: "title", tabindex: -1 }, t("incident.title"));
  if (!app.locked()) return h("main", { class: "step" }, title, h("p", { class: "question" }, t("gate.predict")), button("to-predict", t("step.2"), () => app.step(2), { class: "main" }));
  if (!a) return h("main", { class: "step" }, title, h("p", {}, t("incident.none")));
  const e = app.incidentOf(a), v = voteOf(app.s, String(a.id));
  const tabs = h("div", { class: "row", role: "group", "aria-label": t("incident.which") }, list.map((_, k) =>
    button(`incident-${k}`, t("incident.n", { n: num(k + 1) }), () => { app.s.incident = k; app.update(); }, { "aria-pressed": String(k === app.s.incident) })));
  if (e.day > app.s.furthest) return h("main", { class: "step" }, title, tabs, h("p", { class: "question" }, t("incident.ahead")),
    h("p", { class: "row" }, button("go-there", t("incident.go"), () => { app.clock.go(e.day + (e.slot + 0.5) / 5); app.update(); }, { class: "main" })));
  return h("main", { class: "step" }, title, tabs, h("div", { class: "columns" },
    h("section", { class: "card" },
      h("p", { class: "kicker" }, t("incident.side", { side: "AB"[a.run] })),
      h("h3", {}, headline(app, e)), h("p", {}, place(app, e)), h("p", {}, concerned(app, e)), h("p", {}, seen(e)),
      v.why ? why(app) : h("p", { class: "row" }, button("why", t("why"), () => { v.why = true; app.update(); }))),
    h("section", { class: "card" }, h("h3", {}, t("vote.ask")), h("p", { class: "hint" }, t("vote.how")), ballot(app, v), closing(app, v))));
}

export function why(app: App): HTMLElement {
  const e = app.incidentOf(app.alternative()!), found = causes(app, e);
  if (!found.length) return h("p", {}, t("why.none"));
  return h("div", { class: "why" }, h("h3", {}, t("why")), h("ol", {}, found.map((c) => h("li", {},
    h("span", { class: "arrow", "aria-hidden": "true" }, c.toward ? "▲" : "▼"), " ", h("b", {}, upper(word(c.rule))), " ",
    t(c.toward ? "why.toward" : "why.against", { x: num(c.toward ? c.odds : 1 / c.odds, 1) }),
    h("small", {}, t("why.rule", { rule: c.rule.mechanism || "–", grade: grade(app, c.rule.grade), source: c.rule.evidence === "assumed" || !c.rule.evidence ? t("why.no_source") : c.rule.evidence }))))),
    h("p", { class: "hint" }, t("why.note")));
}

export const answerName = (app: App, key: string) => {
  const c = app.b.raw.codes, at = c.response_key.indexOf(key);
  return upper(has(`do.${key}`) ? t(`do.${key}`) : word(c.response[at]));
};

function ballot(app: App, v: Vote): HTMLElement {
  const a = app.alternative()!, round: Round = v.closed ? "second" : "first";
  return h("div", { class: "ballot" },
    h("p", { class: "kicker" }, t(`vote.${round}`)),
    a.answers.map((x) => h("div", { class: "line" }, counter(app, `vote-${round}-${x.answer}`, answerName(app, x.answer), v[round][x.answer] ?? 0, false,
      (n) => { v[round][x.answer] = n; app.remember(); }),
      v.closed ? h("span", { class: "was" }, t("vote.was", { n: num(v.first[x.answer] ?? 0) })) : null)));
}

function closing(app: App, v: Vote): HTMLElement {
  const a = app.alternative()!, e = app.incidentOf(a);
  if (!v.closed) return h("p", { class: "row" }, button("close-vote", t("vote.close"), () => { v.closed = true; v.why = true; app.update(); }, { class: "main" }));
  return h("div", {}, h("p", { class: "told" }, t("vote.staff"), " ", answered(app, e)), h("p", { class: "hint" }, t("vote.again")),
    h("p", { class: "row" }, button("replay", t("vote.replay"), () => app.step(5), { class: "main" })));
}
