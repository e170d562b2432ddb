// The two prisons side by side, with a legend that says each mark in words.
import { NOTABLE, standing, type State } from "./bundle";
import { h, s as svg, select } from "./dom";
import type { App } from "./app";
import { reachOn } from "./mechanism/facilitators";
import { limits, PrisonView, SHADES, star } from "./prison";
import { t } from "./text";
import { summary } from "./words";

const MARK: Record<number, string> = { 1: "!", 2: "!!", 5: "S", 6: "S!" };

/** Whether anybody was a facilitator in either life. */
const withFacilitators = (app: App) => !!app.b.lesson.shown?.facilitators.some((f) => f.reach.length);

export function plans(app: App, height: () => number): { box: HTMLElement; legend: HTMLElement; control: HTMLElement } {
  const shade = () => limits(app.run(0), app.s.state);
  const views = app.b.runs.map((run) => new PrisonView(app.b, run, shade(), app.s.state));
  // The words stand from the first moment, before the drawing has a size: it is never without a name.
  const said = app.b.runs.map((_, k) => h("p", { class: "sr", id: `said-${k}` }, summary(app, k, app.clock.day)));
  const figures = views.map((view, k) => {
    view.canvas.setAttribute("role", "img");
    view.canvas.setAttribute("aria-labelledby", `said-${k}`);
    view.canvas.addEventListener("click", (e) => {
      const who = view.nearest(e.offsetX, e.offsetY);
      if (who >= 0) { app.s.follow = who; app.s.followRun = k; app.update(); }
    });
    return h("figure", { class: `plan side-${k}` }, h("figcaption", {}, h("b", {}, "AB"[k]), " ", t(`side.${"AB"[k]}`)), view.canvas, said[k]);
  });
  const box = h("div", { class: "plans" }, figures);
  let wordsFor = -1;
  const draw = (time: number, playing: boolean) => {
    const d = Math.floor(time), smooth = playing && !app.clock.reduced.matches;
    // At a few days a second the hour is kept still: the afternoon, when most are out.
    const shown = app.clock.speed > 1 && playing ? d + 0.5 : time;
    views.forEach((view, k) => {
      view.labels = withFacilitators(app);
      view.reach = view.labels && app.s.reach ? reachOn(app, k, d) : new Map();
      const marks = app.run(k).byDay[d].filter((e) => NOTABLE.includes(e.kind)).map((e) => ({ place: e.place, wing: e.wing, label: MARK[e.kind],
        cell: standing(app.run(k).byPerson.get(e.a)?.cells ?? [], d, -1) }));
      view.draw(shown, app.s.follow, smooth, marks);
      if (!playing && wordsFor !== d) said[k].textContent = summary(app, k, d);
    });
    if (!playing) wordsFor = d;
  };
  const fit = () => {
    const w = Math.floor(figures[0].clientWidth);
    if (w < 50) return;
    views.forEach((view) => view.resize(w, height(), app.s.projector));
    draw(app.clock.time, false);
  };
  const watch = new ResizeObserver(fit);
  watch.observe(box);
  app.closing.push(() => watch.disconnect());
  app.ticks.push(draw);
  requestAnimationFrame(fit);
  const control = select("state", t("shade"), (["tension", "fear", "legitimacy"] as State[]).map((k) => [k, t(`state.${k}`)]), app.s.state,
    (to) => { app.s.state = to as State; app.update(); });
  const ties = withFacilitators(app) ? h("label", { class: "choice", for: "reach" }, h("input", { id: "reach", type: "checkbox", checked: app.s.reach,
    onchange: (e: Event) => { app.s.reach = (e.target as HTMLInputElement).checked; app.remember(); draw(app.clock.time, app.clock.playing); } }), h("span", {}, t("legend.reach"))) : null;
  return { box, legend: legend(app), control: h("div", { class: "row" }, control, ties) };
}

function legend(app: App): HTMLElement {
  const ink = { stroke: "#1c2733", "stroke-width": 1.5 };
  const icon = (...shapes: SVGElement[]) => svg("svg", { viewBox: "0 0 20 20", width: 18, height: 18, "aria-hidden": "true" }, ...shapes);
  const rows: [SVGElement, string][] = [
    [icon(svg("circle", { cx: 10, cy: 10, r: 6, fill: SHADES[0], ...ink })), t(`grade.${app.s.state}.0`)],
    [icon(svg("circle", { cx: 10, cy: 10, r: 6, fill: SHADES[1], ...ink })), t(`grade.${app.s.state}.1`)],
    [icon(svg("path", { d: "M10 3 L17 16 L3 16 Z", fill: SHADES[2], ...ink })), t(`grade.${app.s.state}.2`)],
    [icon(svg("rect", { x: 4, y: 4, width: 12, height: 12, fill: "#fff", stroke: "#7a4a00", "stroke-width": 3 })), t("legend.officer")],
    [icon(svg("path", { d: "M10 2 L18 10 L10 18 L2 10 Z", fill: "#fff", stroke: "#8f1d1d", "stroke-width": 2.5 })), t("legend.incident")]];
  if (withFacilitators(app)) rows.splice(3, 0, [icon(svg("path", { d: star(10, 10, 9), fill: SHADES[1], ...ink })), t("legend.facilitator")]);
  return h("ul", { class: "legend" }, rows.map(([shape, words]) => h("li", {}, shape as unknown as Node, " ", words)));
}
