// The laboratory: the prison of the lessons as a widget of a notebook (anywidget). All in a shadow root, so that neither the page
// nor another screen in it is touched.
import { fold, h } from "./dom";
import { plans } from "./plans";
import { toNext, transport } from "./transport";
import { Lab, read, type Model } from "./lab/lab";
import { differs, panel } from "./lab/panel";
import { people } from "./lab/people";
import type { Lang } from "./bundle";
import { num, t, use, word, type Book } from "./lab/text";
import styles from "./lab/widget.css?inline";

function draw(app: Lab): HTMLElement[] {
  const two = app.b.runs.length > 1, { raw } = app.b;
  const other = app.s.lang === "fr" ? "en" : "fr";
  const stage = plans(app, () => Math.max(240, Math.min(420, Math.round(app.box.clientWidth * (two ? 0.3 : 0.4)))));
  // The plan draws itself once it has a size; before that (an output still hidden) there is nothing to draw on.
  const move = app.ticks.pop()!, canvas = stage.box.querySelector("canvas")!;
  app.ticks.push((time, playing) => { if (canvas.style.width) move(time, playing); });
  return [
    h("div", { class: "top" }, h("h2", {}, t(two ? "lab.name.two" : "lab.name")),
      h("button", { id: "lang", type: "button", lang: other, onclick: () => { app.s.lang = other; app.update(); } }, other === "en" ? "English" : "Français")),
    h("p", { class: "hint" }, raw.establishment.name, " · ", t("lab.seed", { seed: raw.seed, days: num(app.b.days), n: num(app.run(0).curves.n[0]) })),
    stage.box, transport(app), h("div", { class: "under" }, stage.legend, stage.control),
    h("div", { class: "panels" }, panel(app, "count"), panel(app, "mean"), people(app)),
    h("div", {}, differs(app)),
    h("p", { class: "hint" }, h("b", {}, t("banner.head")), " ", t("banner"), " ", t("lab.keys")),
    fold("notes", t("limits.title"), h("ul", {}, [1, 2, 3, 4, 5, 6].filter((n) => n !== 4).map((n) => h("li", {}, t(`limit.${n}`)))),
      h("p", { class: "hint" }, raw.scenarios.map((x) => word(x.title)).join(" · "), " · Détente ", raw.model.version)),
  ];
}

/** Keys while the screen has the focus; what is used here does not reach the notebook. */
function keys(app: Lab, e: KeyboardEvent): void {
  const on = e.target as HTMLElement;
  if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(on.tagName)) { e.stopPropagation(); return; }
  const key = e.key.toLowerCase(), { clock } = app;
  if (key === " " && !/^(BUTTON|SUMMARY)$/.test(on.tagName)) clock.toggle();
  else if (key === "arrowright" || key === "arrowleft") {
    clock.pause();
    clock.go(clock.day + (key === "arrowright" ? 1 : -1) * (e.shiftKey ? 7 : 1) + 0.5);
  } else if (key === "i") toNext(app);
  else { if (key === " " || key === "enter") e.stopPropagation(); return; }
  e.preventDefault();
  e.stopPropagation();
}

/** Put a screen into an element; gives back what takes it away. */
async function show(model: Model, el: HTMLElement): Promise<() => void> {
  const host = h("div", { class: "detente" }), root = host.attachShadow({ mode: "open" }), live = h("div", { class: "sr", role: "status", "aria-live": "polite" });
  el.append(host);
  const b = await read(model.get("bundle") as DataView).catch(() => null);
  if (!b) {
    use(model.get("words") as Book, model.get("lang") as Lang);
    root.append(h("p", { role: "alert" }, t("lab.failed")));
    return () => host.remove();
  }
  const app = new Lab(b, model, root);
  app.announce = (text) => { live.textContent = ""; window.setTimeout(() => { live.textContent = text; }, 30); };
  app.box.tabIndex = 0;
  app.box.setAttribute("role", "group");
  app.render = () => {
    const kept = (root.activeElement as HTMLElement | null)?.id, open = [...root.querySelectorAll("details[open]")].map((x) => x.id);
    app.closing.splice(0).forEach((close) => close());
    app.speak();
    app.ticks = [() => app.speak()];
    app.box.lang = app.s.lang;
    app.box.replaceChildren(...draw(app));
    app.box.setAttribute("aria-label", t(app.b.runs.length > 1 ? "lab.name.two" : "lab.name"));
    for (const id of open) root.getElementById(id)?.setAttribute("open", "");
    if (kept) root.getElementById(kept)?.focus({ preventScroll: true });
    for (const tick of app.ticks) tick(app.clock.time, app.clock.playing);
  };
  root.append(h("style", {}, styles), app.box, live);
  app.box.addEventListener("keydown", (e) => keys(app, e));
  app.render();
  const follow = { "change:day": () => { const d = (model.get("day") as number) - 1; if (d !== app.clock.day) { app.clock.pause(); app.clock.go(d + 0.5); } },
    "change:lang": () => { const to = model.get("lang") as "fr" | "en"; if (to !== app.s.lang) { app.s.lang = to; app.render(); } },
    "change:count": () => app.render(), "change:mean": () => app.render() };
  for (const [event, act] of Object.entries(follow)) model.on(event, act);
  return () => {
    app.clock.pause();
    for (const [event, act] of Object.entries(follow)) model.off(event, act);
    app.closing.splice(0).forEach((close) => close());
    host.remove();
  };
}

export default { render: ({ model, el }: { model: Model; el: HTMLElement }) => show(model, el) };
