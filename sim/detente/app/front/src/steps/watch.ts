// Step 3. Two prisons, the same people, the same luck; read day by day, never further than the day.
import { NOTABLE, type Incident } from "../bundle";
import { button, fold, h, select, table } from "../dom";
import type { App } from "../app";
import { Curves } from "../chart";
import { expected, widest } from "../draw";
import { mechanismOf } from "../mechanism/index";
import { parts, type Part } from "../parts";
import { plans } from "../plans";
import { transport } from "../transport";
import { day, num, signed, t } from "../text";
import { headline, place, story, suggested, name } from "../words";

export function watch(app: App): HTMLElement {
  if (!app.locked()) return gate(app);
  const big = app.s.projector, side = h("aside", { class: "side", "aria-label": t("side.title") }), values = h("div", {}), close = h("section", { class: "mechanism" });
  const chart = new Curves(), own = mechanismOf(app);
  app.closing.push(() => chart.close());
  let drawn = -1;
  const tick = (_: number, playing: boolean) => {
    const d = app.clock.day;
    if (d === drawn || (playing && Math.abs(d - drawn) < Math.max(1, app.clock.speed / 10) && d > drawn)) return;
    drawn = d;
    showCurve(app, chart, d);
    if (!playing || d % 3 === 0 || app.clock.speed < 3) { fill(app, side, values); if (own && close.isConnected) closer(app, close, d); }
  };
  app.ticks.push(tick);
  requestAnimationFrame(() => tick(0, false));
  fill(app, side, values);
  if (own) closer(app, close, app.clock.day);
  const stage = (): HTMLElement => {
    const two = plans(app, () => (big ? room(two.box) : Math.max(250, Math.min(620, Math.round(window.innerHeight * (window.innerHeight > 900 ? 0.56 : 0.45))))));
    return h("div", { class: "stage" }, two.box, big ? null : transport(app), h("div", { class: "under" }, two.legend, two.control));
  };
  const curves = (): HTMLElement => h("section", { class: "curves" }, select("curve", t("curve"), app.curves().map((c) => [c, app.curveName(c)]), app.s.curve,
    (to) => { app.s.curve = to; app.update(); }), chart.box, values);
  const list: Part[] = [{ key: "plans", label: t("part.plans"), body: stage }, { key: "curve", label: t("part.curve"), body: curves }, { key: "side", label: t("part.side"), body: () => side }];
  if (own) list.push({ key: "close", label: t(`part.${own.key}`), body: () => close });
  const title = h("h2", { id: "title", tabindex: -1, class: "sr" }, t("watch.title"));
  if (big) return h("main", { class: "step watch" }, title, parts(app, list), transport(app));
  const [first, second, third, ...more] = parts(app, list);
  return h("main", { class: "step watch" }, title, first, h("div", { class: "right" }, second, third), more);
}

/** On a projector: what is left of the screen for the two plans, their captions taken off; a fixed height where the page scrolls. */
function room(box: HTMLElement): number {
  const main = box.closest("main")!;
  if (getComputedStyle(main).overflowY === "visible") return 260;
  const under = main.querySelector<HTMLElement>(".under")!, bar = main.querySelector<HTMLElement>(".transport")!;
  return Math.max(230, main.clientHeight - under.offsetHeight - bar.offsetHeight - box.querySelector("figcaption")!.offsetHeight - 26);
}

function gate(app: App): HTMLElement {
  return h("main", { class: "step" }, h("h2", { id: "title", tabindex: -1 }, t("watch.title")), h("p", { class: "question" }, t("gate.predict")),
    h("p", { class: "row" }, button("to-predict", t("step.2"), () => app.step(2), { class: "main" })));
}

/** The module's own mechanism, up to the day. */
function closer(app: App, box: HTMLElement, d: number): void {
  const own = mechanismOf(app)!;
  renewed(box, h("h3", {}, t(`part.${own.key}.title`)), ...own.draw(app, d));
}

export function guesses(app: App) {
  const p = app.s.prediction;
  return p.locked ? { a: p.without, b: p.with, lines: { a: p.drawn.without && expected(app, "without"), b: p.drawn.with && expected(app, "with") } } : undefined;
}

function showCurve(app: App, chart: Curves, d: number): void {
  const curve = app.curves().includes(app.s.curve) ? app.s.curve : "assaults", level = app.isMean(curve);
  chart.show({ a: app.series(0, curve), b: app.series(1, curve), upTo: d, days: app.b.days, lever: app.b.lesson.day, digits: level ? 2 : 0, level,
    big: app.s.projector, guess: curve === "assaults" ? guesses(app) : undefined });
}

/** The figures of the day, the latest incidents, the person followed. */
function fill(app: App, side: HTMLElement, curve: HTMLElement): void {
  const d = app.clock.day, keys = app.curves();
  renewed(curve,
    fold("curve-table", t("curve.values"), table(t("curve.since", { day: day(d) }), [t("measure"), "A", "B"],
      keys.map((k) => [app.curveName(k), ...[0, 1].map((side) => num(app.series(side, k)[d], app.isMean(k) ? 3 : 0))]), { class: "small" })), reveal(app, d));
  const latest = recent(app, d);
  renewed(side, h("section", {},
    h("h3", {}, t("latest")),
    latest.length ? h("ul", { class: "feed" }, latest.map(({ where, e }) => h("li", { class: e.day === d ? "today" : "" }, [...where].map((x) => h("b", { class: `in-${x}` }, x)), " ", headline(app, e), h("small", {}, place(app, e)))))
      : h("p", {}, t("latest.none"))),
    h("section", {}, h("h3", {}, t("follow.title")), ...followed(app, d)));
}

/** Other content in a box: the keyboard stays where it was, and what was unfolded stays so. */
function renewed(box: HTMLElement, ...content: HTMLElement[]): void {
  const kept = box.contains(document.activeElement) ? document.activeElement!.id : "", open = [...box.querySelectorAll("details[open]")].map((x) => x.id);
  box.replaceChildren(...content);
  for (const id of open) box.querySelector(`#${id}`)?.setAttribute("open", "");
  if (kept) box.querySelector<HTMLElement>(`#${kept}`)?.focus({ preventScroll: true });
}

/** The last incidents, one line for what happened alike in both prisons. */
function recent(app: App, d: number): { where: string; e: Incident }[] {
  const found = new Map<string, { where: string; e: Incident }>();
  app.b.runs.forEach((run, k) => run.incidents.filter((e) => NOTABLE.includes(e.kind) && e.day <= d).slice(-3).forEach((e) => {
    const key = [e.day, e.slot, e.kind, e.a, e.b].join(), known = found.get(key);
    if (known) known.where += "AB"[k];
    else found.set(key, { where: "AB"[k], e });
  }));
  return [...found.values()].sort((x, y) => y.e.day - x.e.day).slice(0, 3);
}

function followed(app: App, d: number): HTMLElement[] {
  const ids = suggested(app);
  if (app.s.follow >= 0 && !ids.includes(app.s.follow)) ids.unshift(app.s.follow);
  const officer = (p: number) => app.b.raw.people.officer[p] - 0, sorted = [...ids].sort((x, y) => officer(x) - officer(y) || app.b.raw.people.ids[x].localeCompare(app.b.raw.people.ids[y]));
  const pick = select("follow", t("follow.who"), [["-1", t("follow.nobody")], ...sorted.map((p): [string, string] => [String(p), name(app, p)])], String(app.s.follow),
    (to) => { app.s.follow = Number(to); app.update(); });
  if (app.s.follow < 0) return [pick, h("p", { class: "hint" }, t("follow.hint"))];
  const told = story(app, app.s.followRun, app.s.follow, d).slice(-5).reverse();
  return [pick, select("follow-run", t("follow.run"), [["0", t("side.A")], ["1", t("side.B")]], String(app.s.followRun), (to) => { app.s.followRun = Number(to); app.update(); }),
    h("ol", { class: "story", reversed: true }, told.map(([on, words]) => h("li", {}, h("b", {}, t("day.n", { day: day(on) })), " ", words))),
    told.length ? h("p", { class: "hint" }, t("follow.fictional")) : h("p", {}, t("story.nothing"))];
}

/** At the end of the year: the gap between what the room expected and what came, named. */
function reveal(app: App, d: number): HTMLElement {
  if (app.s.revealed) return gap(app);
  if (d < app.b.days - 1) return h("p", { class: "hint" }, t("reveal.later"));
  return h("p", { class: "row" }, button("reveal", t("reveal"), () => { app.s.revealed = true; app.update(); }, { class: "main" }));
}

export function gap(app: App): HTMLElement {
  return h("div", { class: "gap", role: "status" }, gapLines(app).map((x) => h("p", {}, x)), app.s.projector ? null : h("p", { class: "hint" }, t("gap.one_year")));
}

/** What came, what was expected, the gap at the end, its direction, and where a drawn curve was furthest off. */
export function gapLines(app: App): string[] {
  const last = app.b.days - 1, p = app.s.prediction, a = app.total(0, last), b = app.total(1, last);
  const lines = [t("gap.result", { a: num(a), b: num(b) })];
  if (p.without !== null && p.with !== null && p.locked) {
    lines.push(t("gap.room", { a: num(p.without), b: num(p.with) }), t("gap.named", { a: signed(a - p.without), b: signed(b - p.with) }));
    const side = (x: number) => (x < 0 ? "less" : x > 0 ? "more" : "same");
    lines.push(t(side(p.with - p.without) === side(b - a) ? "gap.same_way" : "gap.other_way"));
    lines.push(...[widest(app, "without"), widest(app, "with")].filter((x): x is string => !!x));
  }
  return lines;
}
