// Step 1. The prison, the question, what will be spoken of.
import { h } from "../dom";
import type { App } from "../app";
import { num, t } from "../text";
import { listOf } from "../frame";

export function situation(app: App): HTMLElement {
  const e = app.b.raw.establishment, key = `lesson.${app.b.lesson.name}`;
  const fact = (n: string, what: string) => h("li", {}, h("b", {}, n), h("span", {}, what));
  return h("main", { class: "step two" },
    h("section", {},
      h("h2", { id: "title", tabindex: -1 }, t("situation.title")),
      h("p", { class: "question" }, t(`${key}.question`, { day: app.b.lesson.day + 1 })),
      h("ul", { class: "facts" }, fact(num(e.inmates), t("fact.inmates")), fact(num(e.capacity), t("fact.places")),
        fact(num(e.wings), t("fact.wings")), fact(num(e.officers), t("fact.officers")), fact(num(app.b.days), t("fact.days"))),
      h("p", {}, t("situation.two", { day: app.b.lesson.day + 1 })),
      h("p", {}, t(`${key}.about`))),
    h("section", { class: "care" },
      h("h3", {}, t("care.title")),
      h("ul", {}, listOf("care").map((x) => h("li", {}, x))),
      h("label", { class: "choice wide", for: "contact" }, h("span", {}, t("care.contact")),
        h("input", { id: "contact", type: "text", maxlength: 120, value: app.s.contact, autocomplete: "off",
          oninput: (ev: Event) => { app.s.contact = (ev.target as HTMLInputElement).value; app.remember(); } })),
      h("h3", {}, t("ignores.title")),
      h("ul", {}, listOf("ignores").map((x) => h("li", {}, x)))));
}
