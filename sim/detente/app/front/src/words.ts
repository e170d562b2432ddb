// Sentences about people and incidents: dated, plain, never more than the model says.
import { ASSAULTS, level, present, STAFF_ASSAULTS, standing, type Incident, type Rule } from "./bundle";
import type { App } from "./app";
import { day, num, t, tn, upper, word } from "./text";

export const name = (app: App, person: number) =>
  person < 0 ? t("somebody") : t(app.b.raw.people.officer[person] ? "officer.named" : "inmate.named", { id: app.b.raw.people.ids[person] });

export function headline(app: App, e: Incident): string {
  return upper(word(app.b.raw.codes.kind[e.kind]));
}
export function place(app: App, e: Incident): string {
  const c = app.b.raw.codes;
  return t("incident.place", { day: day(e.day), when: word(c.when[e.slot]), where: word(c.where[e.place]), wing: "ABCDEFGHIJ"[e.wing] });
}
export function concerned(app: App, e: Incident): string {
  return upper(e.b < 0 ? name(app, e.a) : t("incident.between", { a: name(app, e.a), b: name(app, e.b) }));
}
export function seen(e: Incident): string {
  const parts = [tn("witnesses", e.witnesses)];
  if (e.calmed === 1) parts.push(t("calmed.officer"));
  if (e.calmed === 2) parts.push(t("calmed.facilitator"));
  if (e.injury) parts.push(t("injury"));
  if (e.revenge) parts.push(t("revenge"));
  return parts.map(upper).join(" ");
}
export function answered(app: App, e: Incident): string {
  if (!e.recorded) return t("answer.none");
  const answer = word(app.b.raw.codes.response[e.response]);
  return e.days ? tn("answer.days", e.days, { answer }) : t("answer.given", { answer });
}

export interface Cause { rule: Rule; odds: number; toward: boolean }
export function causes(app: App, e: Incident): Cause[] {
  const rules = app.b.raw.rules[e.kind >= 3 && e.kind <= 6 ? "staff" : "between"];
  return e.causes.map(([term, odds]) => ({ rule: rules[term], odds, toward: odds >= 1 }));
}
export const grade = (app: App, key: string) => word(app.b.raw.rules.grades[key]);

/** One sentence for whoever does not see the plan. */
export function summary(app: App, k: number, d: number): string {
  const run = app.run(k), here = run.tracks.filter((x) => !x.officer && present(x, d));
  const isolated = here.filter((x) => x.place[(d - x.first) * 5 + 2] === 6).length;
  return t("plan.summary", { side: "AB"[k], day: day(d), n: num(here.length), isolated: num(isolated), assaults: num(app.total(k, d)),
    staff: num(app.total(k, d, "staff_assaults")) });
}

/** Dated story of one person up to a day: what happened, and how he is when it moves by much. */
export function story(app: App, k: number, person: number, until: number): [number, string][] {
  const run = app.run(k), track = run.byPerson.get(person), out: [number, string][] = [];
  if (!track) return [[0, t("story.elsewhere")]];
  if (track.first > until) return [[0, t("story.not_yet")]];
  if (track.first > 0) out.push([track.first, t(track.officer ? "story.post" : "story.enters")]);
  for (const e of run.incidents) {
    if (e.day > until) break;
    if (e.a === person || e.b === person) out.push([e.day, tellIncident(app, e, person)]);
  }
  for (const [d, what, value] of track.changes) if (d <= until) {
    const told = change(what, value);
    if (told) out.push([d, told]);
  }
  for (const state of track.officer ? ["stress"] : ["fear", "tension", "legitimacy"]) {
    let mark = level(track, state, track.first), since = track.first;
    for (let d = track.first + 1; d <= Math.min(until, track.first + track.days - 1); d++) {
      const x = level(track, state, d);
      if (!Number.isNaN(x) && Math.abs(x - mark) >= 0.12 && d - since >= 5) {
        out.push([d, t(`story.${state}.${x > mark ? "up" : "down"}`)]);
        [mark, since] = [x, d];
      }
    }
  }
  const end = track.first + track.days;
  if (end <= until) out.push([end, t(track.officer ? "story.leaves_post" : "story.leaves")]);
  return out.sort((a, b) => a[0] - b[0]);
}

function tellIncident(app: App, e: Incident, person: number): string {
  const other = e.a === person ? e.b : e.a, role = e.a === person ? "does" : "meets";
  const kind = word(app.b.raw.codes.kind[e.kind]), whom = other >= 0 ? name(app, other) : "";
  const text = t(other >= 0 ? `story.${role}` : "story.alone", { kind, who: whom });
  return e.recorded ? `${text} ${answered(app, e)}` : `${text} ${t("story.unseen")}`;
}

const CASES = ["free", "waiting", "agreed", "failed", "refused", "broken"];
function change(what: string, value: number): string {
  if (what === "cell") return t("story.cell");
  if (what === "role") return value ? t("story.role") : t("story.role_ends");
  if (what === "isolated") return value ? t("story.isolated") : t("story.back");
  const kind = what.startsWith("case0") ? "mediation" : "circle";
  return CASES[value] && value > 0 ? t(`story.${kind}.${CASES[value]}`) : "";
}

/** People worth following at first: those in the incidents to come back to, a facilitator, an officer who met one. */
export function suggested(app: App): number[] {
  const out = new Set<number>();
  for (const a of app.alternatives()) { const e = app.incidentOf(a); [e.a, e.b].forEach((p) => p >= 0 && e.day <= app.s.furthest && out.add(p)); }
  const run = app.run(1), role = run.tracks.find((x) => standing(x.roles, app.s.day, 0));
  if (role) out.add(role.person);
  for (const e of run.incidents) if (STAFF_ASSAULTS.includes(e.kind) && e.day <= app.s.furthest && e.b >= 0) { out.add(e.b); break; }
  // Officers too, whatever happened: one of each wing.
  const wings = new Set<number>();
  for (const x of run.tracks) if (x.officer && x.first === 0 && !wings.has(app.b.raw.people.wing[x.person])) { wings.add(app.b.raw.people.wing[x.person]); out.add(x.person); }
  for (const e of run.incidents) if (ASSAULTS.includes(e.kind) && e.day <= app.s.furthest) { out.add(e.a); if (e.b >= 0) out.add(e.b); if (out.size > 14) break; }
  return [...out];
}
