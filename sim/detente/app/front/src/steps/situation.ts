// Step 1. The prison, the question, what will be spoken of.
import { h } from "../dom";
import type { App } from "../app";
import { parts } from "../parts";
import { num, t } from "../text";
import { careOf, listOf } from "../frame";

export function situation(app: App): HTMLElement {
  return h("main", { class: "step two" }, parts(app, [
    { key: "care", label: t("care.short"), body: () => care(app) },
    { key: "question", label: t("part.question"), body: () => question(app) }]).reverse());
}

function question(app: App): HTMLElement {
  const e = app.b.raw.establishment, key = `lesson.${app.b.lesson.name}`;
  const fact = (n: string, what: string) => h("li", {}, h("b", {}, n), h("span", {}, what));
  return h("section", {},
    h("h2", { id: "title", tabindex: -1 }, t("situation.title")),
    h("p", { class: "question" }, t(`${key}.question`, { day: app.b.lesson.day + 1 })),
    h("ul", { class: "facts" }, fact(num(e.inmates), t("fact.inmates")), fact(num(e.capacity), t("fact.places")),
      fact(num(e.wings), t("fact.wings")), fact(num(e.officers), t("fact.officers")), fact(num(app.b.days), t("fact.days"))),
    h("p", {}, t("situation.two", { day: app.b.lesson.day + 1 })),
    h("p", {}, t(`${key}.about`)));
}

/** Said before anything else; the line on whom to talk to is the trainer's to write. */
function care(app: App): HTMLElement {
  const big = app.s.projector;
  return h("section", { class: "care" },
    h(big ? "h2" : "h3", big ? { id: "title", tabindex: -1 } : {}, t("care.title")),
    h("ul", {}, careOf(app).map((x) => h("li", {}, x))),
    h("label", { class: "choice wide", for: "contact" }, h("span", {}, t("care.contact")),
      h("input", { id: "contact", type: "text", maxlength: 120, value: app.s.contact, autocomplete: "off", placeholder: t("care.placeholder"),
        oninput: (ev: Event) => { app.s.contact = (ev.target as HTMLInputElement).value; app.remember(); } })),
    big ? null : [h("h3", {}, t("ignores.title")), h("ul", {}, listOf("ignores").map((x) => h("li", {}, x)))]);
}
