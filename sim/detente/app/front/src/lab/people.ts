// The latest serious incidents, and one person followed up to the day.
import { NOTABLE, type Incident } from "../bundle";
import { h, select } from "../dom";
import { headline, name, place, story } from "../words";
import type { Lab } from "./lab";
import { day, t } from "./text";

interface Seen { where: string; e: Incident }

/** The last three in each prison; what happened alike in both stands once. */
function latest(app: Lab, d: number): Seen[] {
  const found = new Map<string, Seen>();
  app.b.runs.forEach((run, k) => run.incidents.filter((e) => NOTABLE.includes(e.kind) && e.day <= d).slice(-3).forEach((e) => {
    const key = [e.day, e.slot, e.kind, e.a, e.b].join(), known = found.get(key);
    if (known) known.where += "AB"[k];
    else found.set(key, { where: "AB"[k], e });
  }));
  return [...found.values()].sort((x, y) => y.e.day - x.e.day).slice(0, 4);
}

export function people(app: Lab): HTMLElement {
  const box = h("section", { class: "panel", "aria-label": t("latest") });
  let shown = -1;
  app.ticks.push((_, playing) => {
    const d = app.clock.day;
    if (d === shown || (playing && app.clock.speed > 3 && d % 5)) return;
    shown = d;
    const kept = app.root.activeElement?.id;
    box.replaceChildren(...feed(app, d), ...followed(app, d));
    if (kept && box.querySelector(`#${kept}`)) box.querySelector<HTMLElement>(`#${kept}`)!.focus();
  });
  return box;
}

function feed(app: Lab, d: number): HTMLElement[] {
  const seen = latest(app, d), two = app.b.runs.length > 1;
  return [h("h3", {}, t("latest")), seen.length ? h("ul", { class: "feed" }, seen.map(({ where, e }) => h("li", { class: e.day === d ? "today" : "" },
    two ? [...where].map((x) => h("b", { class: `in-${x}` }, x)) : null, " ", headline(app, e), h("small", {}, place(app, e))))) : h("p", {}, t("latest.none"))];
}

function followed(app: Lab, d: number): HTMLElement[] {
  const { s } = app, ids = new Set(s.follow >= 0 ? [s.follow] : []);
  for (const { e } of latest(app, d)) for (const p of [e.a, e.b]) if (p >= 0) ids.add(p);
  const pick = select("follow", t("follow.who"), [["-1", t("follow.nobody")], ...[...ids].map((p): [string, string] => [String(p), name(app, p)])], String(s.follow),
    (to) => { s.follow = Number(to); app.update(); });
  const head = [h("h3", {}, t("follow.title")), pick];
  if (s.follow < 0) return [...head, h("p", { class: "hint" }, t("follow.hint"))];
  const where = app.b.runs.length > 1 ? select("follow-run", t("follow.run"), [["0", t("side.A")], ["1", t("side.B")]], String(s.followRun), (to) => { s.followRun = Number(to); app.update(); }) : null;
  const told = story(app, s.followRun, s.follow, d).slice(-5).reverse();
  return [...head, ...(where ? [where] : []), h("ol", { class: "story", "aria-label": t("lab.story") }, told.map(([on, words]) => h("li", {}, h("b", {}, t("day.n", { day: day(on) })), " ", words))),
    h("p", { class: "hint" }, t(told.length ? "follow.fictional" : "story.nothing"))];
}
