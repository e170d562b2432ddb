// Which establishment: a list that is searched as one types, and a map.
import { button, h } from "../dom";
import { lang, num, t, tn, upper, word, written } from "../text";
import type { App } from "./app";
import { DESK, PLACE, said, type Place } from "./data";
import { dialog } from "./frame";
import { Map186 } from "./map";
import { startOf } from "./options";

export const fold = (x: string) => x.normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/gi, "oe").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
const KEYS = new Map(DESK.places.map((p) => [p, fold(`${p.label} ${p.name} ${p.department} ${p.region}`).split(" ")]));
const NAMES = new Map(DESK.places.map((p) => [p, fold(`${p.label} ${p.department}`).split(" ")]));
const percent = (x: number) => written(x, { style: "percent", maximumFractionDigits: 0 });
const about = (p: Place) => t("place.about", { type: upper(said(p.type, lang)), department: p.department, places: num(p.capacity), inmates: num(p.inmates), occupancy: percent(p.inmates / p.capacity) });

export function placeCard(app: App): HTMLElement {
  const p = app.s.place ? PLACE.get(app.s.place) : undefined;
  return h("section", { class: "card place", "aria-labelledby": "place-head" }, h("div", { class: "top" }, h("h2", { id: "place-head" }, t("place.is", { name: p ? p.label : t("place.general") })),
    h("div", { class: "tools" }, p ? button("place-none", t("place.drop"), () => { app.s.place = null; app.step(); document.getElementById("place-open")?.focus(); }) : null, button("place-open", t("place.choose"), () => choose(app), { "aria-label": t("place.open") }))),
    h("p", { class: "hint" }, p ? [about(p), p.note ? upper(word(p.note)) : "", t("place.not")].filter(Boolean).join(". ") : general(app)));
}

function general(app: App): string {
  const own = startOf(app.s.arms[0])?.establishment;
  return own ? t("place.general.size", { places: num(own.capacity), inmates: num(own.inmates), occupancy: percent(own.inmates / own.capacity) }) : t("place.general.about");
}

export function choose(app: App): void {
  let found: Place[] = [], active = -1;
  const pick = (p: Place) => { app.s.place = p.name; box.close(); app.step(); document.getElementById("place-open")?.focus(); };
  const map = new Map186(pick), list = h("ul", { id: "places", role: "listbox", "aria-label": t("place.list") });
  const many = h("p", { class: "hint", role: "status" });
  const input = h("input", { id: "place-search", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-expanded": "true", "aria-controls": "places", "aria-autocomplete": "list",
    oninput: () => search(), onkeydown: (e: Event) => key(e as KeyboardEvent) });
  const mark = (to: number) => {
    active = found.length ? Math.max(0, Math.min(found.length - 1, to)) : -1;
    [...list.children].forEach((x, k) => x.setAttribute("aria-selected", String(k === active)));
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else { input.setAttribute("aria-activedescendant", `place-${active}`); list.children[active].scrollIntoView({ block: "nearest" }); }
    map.show(new Set(found.map((x) => x.name)), found[active]?.name ?? app.s.place);
  };
  const search = () => {
    const wanted = fold(input.value).split(" ").filter(Boolean), byName = (p: Place) => wanted.every((w) => NAMES.get(p)!.some((part) => part.startsWith(w)));
    found = DESK.places.filter((p) => wanted.every((w) => KEYS.get(p)!.some((part) => part.startsWith(w))))
      .sort((a, b) => Number(byName(b)) - Number(byName(a)));
    list.replaceChildren(...found.map((p, k) => h("li", { id: `place-${k}`, role: "option", "aria-selected": "false", onclick: () => pick(p) },
      h("b", {}, p.label), " ", h("small", {}, about(p)))));
    many.textContent = tn("place.found", found.length);
    mark(input.value ? 0 : found.findIndex((p) => p.name === app.s.place));
  };
  const key = (e: KeyboardEvent) => {
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + 8, PageUp: active - 8 }[e.key];
    if (to !== undefined) mark(to);
    else if (e.key === "Enter" && active >= 0) pick(found[active]);
    else return;
    e.preventDefault();
  };
  const box = dialog(t("place.open"), h("div", { class: "choose" },
    h("div", {}, h("label", { for: "place-search" }, t("place.search")), input, many, list), map.box));
  search();
  input.focus();
}
