// Around every step: the title, the banner, the six steps, what differs, the dialogs.
import { h, button, download } from "./dom";
import type { App } from "./app";
import { opened, saved } from "./session";
import { has, speak, t } from "./text";
import { printSheet } from "./sheets";

export function frame(app: App, body: HTMLElement): HTMLElement[] {
  const { s } = app, big = s.projector;
  const title = h("h1", {}, app.title(), " ", h("span", { class: "code" }, app.b.lesson.code));
  const banner = h("p", { class: "banner" }, h("strong", {}, big ? [h("span", { class: "roomy" }, t("banner.head")), h("span", { class: "narrow" }, t("banner.head.short"))] : t("banner.head")), " ", t(big ? "banner.short" : "banner"), big ? [" ", limitsButton(app)] : null);
  const steps = h("nav", { "aria-label": t("steps") }, h("ol", { class: "steps" }, [1, 2, 3, 4, 5, 6].map((n) => h("li", {},
    button(`step-${n}`, [h("span", { class: "n" }, n), " ", h("span", { class: "word" }, t(`step.${n}`))], () => app.step(n),
      { "aria-current": n === s.step ? "step" : false })))));
  const differs = h("section", { class: "differs", "aria-labelledby": "differs" }, h("strong", { id: "differs" }, t("differs")), " ", app.differs());
  const back = s.step > 1 ? button("back", t(big ? "back.short" : "back"), () => (big ? app.turn(-1) : app.step(s.step - 1))) : h("span", {});
  const forward = s.step < 6 ? button("forward", t(big ? "forward.short" : "forward"), () => (big ? app.turn(1) : app.step(s.step + 1)), { class: "main" }) : h("span", {});
  if (big) return [h("header", { class: "beam" }, h("div", { class: "top" }, steps, h("div", { class: "tools" }, languageButton(app), projectorButton(app), button("menu", t("menu"), () => menuDialog(app)))),
    h("div", { class: "top second" }, title, banner)), differs, body, h("footer", { class: "foot" }, back, app.tabs, forward)];
  return [h("header", {}, h("div", { class: "top" }, title, h("div", { class: "tools" }, languageButton(app), projectorButton(app), fullButton(), limitsButton(app), helpButton(app))), banner),
    steps, differs, body, h("footer", { class: "foot" }, back, h("div", { class: "tools" }, fileTools(app)), forward)];
}

function languageButton(app: App): HTMLElement {
  const other = app.s.lang === "fr" ? "en" : "fr";
  return button("lang", other === "en" ? "English" : "Français", () => { app.s.lang = other; speak(other); app.update(); }, { lang: other });
}
const projectorButton = (app: App) => button("projector", t("projector"), () => { app.s.projector = !app.s.projector; app.update(); }, { "aria-pressed": String(app.s.projector) });
const fullButton = () => button("full", t("fullscreen"), () => { if (document.fullscreenElement) void document.exitFullscreen(); else void document.documentElement.requestFullscreen?.(); });
const limitsButton = (app: App) => button("limits", t("limits"), () => openDialog(limitsDialog(app)));
const helpButton = (app: App) => button("help", t("help"), () => openDialog(helpDialog(app)));

function fileTools(app: App): HTMLElement[] {
  return [button("save", t("save"), () => download(`${app.b.lesson.code}.json`, saved(app.s, app.b))),
    h("label", { class: "file", for: "open" }, t("open"), h("input", { id: "open", type: "file", accept: ".json,application/json", onchange: (e: Event) => void take(app, e) })),
    button("sheet", t("print.sheet"), () => printSheet(app, "sheet")), button("notes", t("print.notes"), () => printSheet(app, "notes"))];
}

/** On a projector, what is not of the lesson itself waits behind one button. */
function menuDialog(app: App): void {
  const made = dialog(t("menu"), h("div", { class: "menu" }, fullButton(), ...fileTools(app), button("help", t("help"), () => { made.close(); openDialog(helpDialog(app)); })));
  made.addEventListener("change", () => made.close());
  openDialog(made);
}

async function take(app: App, e: Event): Promise<void> {
  const file = (e.target as HTMLInputElement).files?.[0];
  if (!file) return;
  const session = file.size < 1_000_000 ? opened(await file.text(), app.b) : null;
  if (!session) { app.announce(t("open.refused", { code: app.b.lesson.code })); window.alert(t("open.refused", { code: app.b.lesson.code })); return; }
  app.clock.pause();
  app.s = session;
  app.clock.speed = session.speed;
  app.clock.go(session.day);
  speak(session.lang);
  app.update();
}

function openDialog(dialog: HTMLDialogElement): void {
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}
function dialog(title: string, ...children: (HTMLElement | HTMLElement[])[]): HTMLDialogElement {
  const made = h("dialog", { "aria-labelledby": "dialog-title" }, h("h2", { id: "dialog-title" }, title), ...children,
    h("p", { class: "row" }, button("close", t("close"), () => made.close(), { class: "main" })));
  return made;
}

export const listOf = (key: string): string[] => {
  const out: string[] = [];
  for (let n = 1; has(`${key}.${n}`); n++) out.push(t(`${key}.${n}`));
  return out;
};

/** What is said before anything else; a lesson that keeps self-harm and deaths says so. */
export const careOf = (app: App): string[] => [...(app.b.raw.sensitive ? [t("care.sensitive")] : []), ...listOf("care").slice(app.b.raw.sensitive ? 1 : 0)];

function limitsDialog(app: App): HTMLDialogElement {
  return dialog(t("limits.title"), h("p", {}, t("banner")), h("ul", {}, listOf("limit").map((x) => h("li", {}, x))),
    h("h3", {}, t("ignores.title")), h("ul", {}, listOf("ignores").map((x) => h("li", {}, x))),
    h("p", {}, t("limits.model", { version: app.b.raw.model.version, code: app.b.lesson.code })));
}

function helpDialog(app: App): HTMLDialogElement {
  const keys = ["space", "arrows", "i", "v", "digits", "pages", "p", "l"];
  return dialog(t("help.title"), h("dl", { class: "keys" }, keys.flatMap((k) => [h("dt", {}, h("kbd", {}, t(`key.${k}`))), h("dd", {}, t(`key.${k}.does`))])),
    h("p", {}, h("label", { for: "keys-on" }, h("input", { id: "keys-on", type: "checkbox", checked: app.s.keys, onchange: (e: Event) => { app.s.keys = (e.target as HTMLInputElement).checked; app.remember(); } }), " ", t("keys.on"))),
    h("p", {}, t("help.draw")), h("p", {}, t("help.votes")));
}
