// Around every view: title, banner, the four views, what differs from the reference, the dialogs.
import { button, h, table } from "../dom";
import { has, t, tn, word } from "../text";
import type { App } from "./app";
import { DESK } from "./data";
import { besides, changesOf, datedApart, differing, differsAtAll, lettered, phrase, rowOf, shown, standing, startOf, unitOf } from "./options";
import { VIEWS } from "./state";
import { sign } from "./sign";

export function header(app: App): HTMLElement {
  const { s } = app, other = s.lang === "fr" ? "en" : "fr";
  return h("header", {},
    h("div", { class: "top" }, h("h1", {}, t("desk.title"), " ", h("span", { class: "code" }, "Détente")),
      h("div", { class: "tools" },
        h("label", { class: "check", for: "sensitive" }, h("input", { id: "sensitive", type: "checkbox", checked: s.sensitive,
          onchange: (e: Event) => { s.sensitive = (e.target as HTMLInputElement).checked; app.step(); } }), " ", t("sensitive")),
        button("limits", t("limits"), limits), h("a", { class: "button", id: "lessons", href: `/?lang=${s.lang}` }, t("lessons")),
        button("lang", other === "en" ? "English" : "Français", () => { s.lang = other; app.step(); }, { lang: other }))),
    h("p", { class: "banner" }, h("strong", {}, t("banner.head")), " ", t("banner")),
    h("nav", { "aria-label": t("views") }, h("ol", { class: "steps" }, VIEWS.map((view, n) => h("li", {},
      button(`view-${view}`, [h("span", { class: "n" }, n + 1), " ", h("span", { class: "word" }, t(`view.${view}`))], () => app.go(view), { "aria-current": view === s.view ? "step" : false }))))));
}

let unfolded: boolean | null = null;

/** What differs from the reference: counted on one line, listed lever by lever below it. */
export function differences(app: App): HTMLElement {
  const box = h("section", { class: "differs", "aria-label": t("differs") });
  const fill = () => {
    const { s } = app, rows = differsAtAll(s), others = s.arms.map((_, k) => k).slice(1);
    const parts = others.map((k) => h("span", { class: "count" }, sign(k), " ", h("b", {}, countOf(app, k)), " ", preview(app, k)));
    const list = h("details", { id: "differs-fold", open: unfolded ?? (s.view === "compare" && rows.length > 0 && rows.length < 5) },
      h("summary", { id: "differs" }, h("strong", {}, t("differs")), " ", parts),
      rows.length ? table(t("differs.table"), [t("lever"), ...s.arms.map((_, k) => lettered(s, k))],
        rows.map((x) => [h("span", {}, word(x.label), " ", h("small", {}, x.choices ? "" : unitOf(x))), ...s.arms.map((_, k) => valued(app, k, x.key))])) : null,
      dated(app));
    list.addEventListener("toggle", () => { if (list.isConnected) unfolded = list.open; });
    const kept = document.activeElement?.id === "differs";
    box.replaceChildren(list);
    if (kept) document.getElementById("differs")?.focus();
  };
  fill();
  app.moved[0] = fill;
  return box;
}
function countOf(app: App, k: number): string {
  const from = startOf(app.s.arms[k]), changes = datedApart(app.s, k).length, wings = Object.keys(from?.wings ?? {}).length, all = differing(app.s, k);
  if (!from) return t("differs.read");
  const rows = new Set(all.map((x) => rowOf(x.key)).filter(Boolean)).size, plain = all.filter((x) => !rowOf(x.key)).length;
  return [plain || !rows && !changes && !wings ? tn("differs.count", plain) : "", rows ? tn("differs.rows", rows) : "", changes ? tn("differs.dated", changes) : "", wings ? tn("differs.wings", wings) : ""].filter(Boolean).join(", ");
}
/** The first that differ, those moved here before those of the scenario. */
function preview(app: App, k: number): string {
  const moved = app.s.arms[k].levers, all = differing(app.s, k).filter((x) => !rowOf(x.key) || x.key in moved).sort((a, b) => Number(b.key in moved) - Number(a.key in moved));
  const moves = all.map((x) => `${word(x.label)} ${shown(x, standing(app.s, 0, x.key))} → ${shown(x, standing(app.s, k, x.key))}`), dated = changesOf(app.s.arms[k]), own = datedApart(app.s, k).filter((c) => dated.includes(c)).map(phrase);
  return [...(app.s.arms[k].changes ? own : []), ...moves, ...(app.s.arms[k].changes ? [] : own)].slice(0, 4).join(" · ");
}
function valued(app: App, k: number, key: string): HTMLElement {
  const x = DESK.levers.find((l) => l.key === key)!, value = standing(app.s, k, key), moved = k > 0 && standing(app.s, 0, key) !== value;
  return h(moved ? "b" : "span", {}, shown(x, value));
}
function dated(app: App): HTMLElement | null {
  const items = app.s.arms.flatMap((_, k) => besides(app.s, k)).map((x) => h("li", {}, x));
  return items.length ? h("ul", {}, items) : null;
}

export function dialog(title: string, ...children: (Node | Node[])[]): HTMLDialogElement {
  const made = h("dialog", { "aria-labelledby": "dialog-title" }, h("div", { class: "top" }, h("h2", { id: "dialog-title" }, title),
    button("close", t("close"), () => made.close())), ...children);
  document.body.append(made);
  made.addEventListener("close", () => made.remove());
  made.showModal();
  return made;
}

function limits(): void {
  const lines: HTMLElement[] = [];
  for (let n = 1; has(`limit.${n}`); n++) lines.push(h("li", {}, t(`limit.${n}`)));
  dialog(t("limits.title"), h("p", {}, t("banner")), h("ul", {}, lines), h("p", { class: "hint" }, t("limits.version", { version: DESK.version })));
}
