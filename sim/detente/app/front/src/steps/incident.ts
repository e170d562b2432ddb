// Step 4. One incident: what is seen, why it happened, what the room would do; hands, talk, hands again.
import { button, h } from "../dom";
import type { App } from "../app";
import { counter } from "./predict";
import { parts } from "../parts";
import { voteOf, type Round, type Vote } from "../session";
import { has, num, t, upper, word } from "../text";
import { answered, causes, concerned, grade, headline, place, seen } from "../words";

export function incident(app: App): HTMLElement {
  const list = app.alternatives(), a = app.alternative();
  const title = h("h2", { id: "title", tabindex: -1 }, t("incident.title"));
  if (!app.locked()) return h("main", { class: "step" }, title, h("p", { class: "question" }, t("gate.predict")), button("to-predict", t("step.2"), () => app.step(2), { class: "main" }));
  if (!a) return h("main", { class: "step" }, title, h("p", {}, t("incident.none")));
  const e = app.incidentOf(a), v = voteOf(app.s, String(a.id));
  const tabs = h("div", { class: "row tabs", role: "group", "aria-label": t("incident.which") }, list.map((_, k) =>
    button(`incident-${k}`, t("incident.n", { n: num(k + 1) }), () => { app.s.incident = k; app.update(); }, { "aria-pressed": String(k === app.s.incident) })));
  const head = h("div", { class: "top" }, title, tabs);
  if (e.day > app.s.furthest) return h("main", { class: "step" }, head, h("p", { class: "question" }, t("incident.ahead")),
    h("p", { class: "row" }, button("go-there", t("incident.go"), () => { app.clock.go(e.day + (e.slot + 0.5) / 5); app.update(); }, { class: "main" })));
  const big = app.s.projector;
  const happened = () => h("section", { class: "card" },
    h("p", { class: "kicker" }, t("incident.side", { side: "AB"[a.run] })),
    h("h3", {}, headline(app, e)), h("p", {}, place(app, e)), h("p", {}, concerned(app, e)), h("p", {}, seen(e)),
    big ? h("p", { class: "row" }, button("why", t("why"), () => { v.why = true; app.show("why"); })) : v.why ? why(app) : h("p", { class: "row" }, button("why", t("why"), () => { v.why = true; app.update(); })));
  const reasons = () => h("section", { class: "card" }, v.why ? why(app) : h("p", { class: "row" }, button("why", t("why"), () => { v.why = true; app.update(); })));
  const vote = () => h("section", { class: "card" }, h("h3", {}, t("vote.ask"), " ", h("span", { class: "kicker" }, t(`vote.${v.closed ? "second" : "first"}`))),
    big && v.closed ? null : h("p", { class: "hint" }, t("vote.how")), ballot(app, v), closing(app, v));
  const all = [{ key: "seen", label: t("part.seen"), body: happened }, { key: "vote", label: t("part.vote"), body: vote }];
  if (big) all.splice(1, 0, { key: "why", label: t("why"), body: reasons });
  return h("main", { class: "step" }, head, h("div", { class: "columns" }, parts(app, all)));
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

/** Hands of one round; those of the first stay in sight in the second, and can no longer be changed. */
function ballot(app: App, v: Vote): HTMLElement {
  const a = app.alternative()!, round: Round = v.closed ? "second" : "first";
  return h("div", { class: "ballot" },
    a.answers.map((x) => h("div", { class: "line" }, counter(app, `vote-${round}-${x.answer}`, answerName(app, x.answer), v[round][x.answer] ?? 0, v.again,
      (n) => { v[round][x.answer] = n; app.remember(); }),
      v.closed ? h("span", { class: "was" }, t("vote.was", { n: num(v.first[x.answer] ?? 0) })) : null)));
}

function closing(app: App, v: Vote): HTMLElement {
  const a = app.alternative()!, e = app.incidentOf(a), k = app.s.incident;
  const pass = () => { v.passed = true; if (k + 1 < app.alternatives().length) { app.s.incident = k + 1; delete app.s.part[4]; app.update(); } else app.step(5); };
  if (!v.closed) return h("p", { class: "row" }, button("close-vote", t("vote.close"), () => { v.closed = true; v.why = true; app.update(); }, { class: "main" }), button("pass-incident", t("pass.incident"), pass));
  return h("div", {}, h("p", { class: "told" }, t("vote.staff"), " ", answered(app, e)),
    v.again ? h("p", { class: "told" }, moved(app, v)) : h("p", { class: "hint" }, t("vote.again")),
    h("p", { class: "row" }, v.again ? null : button("close-second", t("vote.close_second"), () => { v.again = true; app.update(); }),
      button("replay", t("vote.replay"), () => app.step(5), { class: "main" })));
}

/** What the talk moved: the answer that gained most hands, and the one that lost most. */
export function moved(app: App, v: Vote): string {
  const change = app.alternative()!.answers.map((x) => ({ name: answerName(app, x.answer), by: (v.second[x.answer] ?? 0) - (v.first[x.answer] ?? 0) }));
  const up = change.reduce((a, b) => (b.by > a.by ? b : a)), down = change.reduce((a, b) => (b.by < a.by ? b : a));
  if (up.by <= 0 && down.by >= 0) return t("vote.unmoved");
  return [up.by > 0 ? t("vote.gained", { answer: up.name, n: num(up.by) }) : "", down.by < 0 ? t("vote.lost", { answer: down.name, n: num(-down.by) }) : ""].filter(Boolean).join(" ");
}
