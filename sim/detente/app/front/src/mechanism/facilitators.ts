// Respect: the facilitators, who would listen to them, the disputes they were called to; calmed or not, in both prisons.
import { fold, h, table } from "../dom";
import type { App } from "../app";
import { standing } from "../bundle";
import { dots } from "../dots";
import { num, t } from "../text";

const FACILITATOR = 1;
/** Who would listen to each facilitator of a run, by the last weekly reading up to a day. */
export function reachOn(app: App, k: number, d: number): Map<number, number[]> {
  const all = app.b.lesson.shown?.facilitators[k]?.reach ?? [], week = all.reduce((best, [day]) => (day <= d && day > best ? day : best), -1);
  return new Map(all.filter(([day]) => day === week).map(([, person, people]) => [person, people]));
}
const wingOf = (app: App, k: number, person: number, d: number): number => {
  const cell = standing(app.run(k).byPerson.get(person)?.cells ?? [], d, -1);
  return cell >= 0 ? app.b.raw.establishment.cells[cell][0] : app.b.raw.people.wing[person];
};

export function facilitators(app: App, d: number): HTMLElement[] {
  const big = app.s.projector, limits = h("p", { class: "hint" }, t("fac.limits"));
  return [...(big ? [] : [h("p", {}, t("fac.about"))]), h("div", { class: "pair-tables" }, [0, 1].map((k) => one(app, k, d))), big ? fold("fac-how", t("fac.how"), h("p", {}, t("fac.about")), limits) : limits];
}

function one(app: App, k: number, d: number): HTMLElement {
  const reach = reachOn(app, k, d), calls = (app.b.lesson.shown?.facilitators[k]?.calls ?? []).filter(([day]) => day <= d), side = "AB"[k];
  const now = [...app.run(k).byPerson.values()].filter((x) => x.roles.length && standing(x.roles, d, 0) === FACILITATOR && d < x.first + x.days).map((x) => x.person);
  const sum = (rows: typeof calls, at: 2 | 3) => rows.reduce((n, row) => n + row[at], 0);
  const rows = now.map((f) => {
    const mine = calls.filter((row) => row[1] === f), calmed = sum(mine, 2), wing = "ABCDEFGHIJ"[wingOf(app, k, f, d)];
    return [app.b.raw.people.ids[f], wing, num(reach.get(f)?.length ?? 0), t("of.n", { k: num(calmed), n: num(calmed + sum(mine, 3)) })];
  }).sort((x, y) => x[1].localeCompare(y[1]) || x[0].localeCompare(y[0]));
  const calmed = sum(calls, 2), all = calmed + sum(calls, 3), sentence = t("fac.total", { k: num(calmed), n: num(all) });
  return h("section", {}, h("h4", {}, h("b", { class: `in-${side}` }, side), " ", t(`side.${side}`)),
    rows.length ? table(t("fac.table", { side }), [t("fac.who"), t("fac.wing"), t("fac.reach"), t("fac.calmed")], rows, { class: "small" }) : h("p", {}, t("fac.none")),
    h("p", {}, sentence),
    all && all <= 80 ? dots(calls.flatMap((row) => [...Array(row[2]).fill("less"), ...Array(row[3]).fill("none")]), sentence, app.s.projector ? 16 : 12) : null);
}
