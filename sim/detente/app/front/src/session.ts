// What the room has done: where it is, what it predicted, how it voted. Saved to a file, never anywhere else.
import type { Bundle, Lang, State } from "./bundle";

export type Round = "first" | "second";
export interface Vote { first: Record<string, number>; second: Record<string, number>; closed: boolean; why: boolean; chosen: string }
export interface Session {
  lang: Lang; step: number; day: number; furthest: number; speed: number; projector: boolean; keys: boolean; state: State;
  follow: number; followRun: number; outcome: string; incident: number; curve: string; played: string[]; yearsShown: number; confirmed: boolean;
  prediction: { without: number | null; with: number | null; less: number; same: number; more: number; locked: boolean; passed: boolean };
  revealed: boolean; votes: Record<string, Vote>; contact: string;
}

export function fresh(lang: Lang): Session {
  return {
    lang, step: 1, day: 0, furthest: 0, speed: 7, projector: false, keys: true, state: "tension", follow: -1, followRun: 1,
    outcome: "assaults", incident: 0, curve: "assaults", played: [], yearsShown: 0, confirmed: false,
    prediction: { without: null, with: null, less: 0, same: 0, more: 0, locked: false, passed: false },
    revealed: false, votes: {}, contact: "",
  };
}

export function voteOf(s: Session, key: string): Vote {
  return (s.votes[key] ??= { first: {}, second: {}, closed: false, why: false, chosen: "" });
}

export function saved(s: Session, b: Bundle): string {
  return JSON.stringify({ format: "detente-session", version: 1, code: b.lesson.code, model: b.raw.model.fingerprint, ...s }, null, 1);
}

/** A saved session; null if it is none, or of another lesson. */
export function opened(text: string, b: Bundle): Session | null {
  try {
    const given = JSON.parse(text);
    if (given.format !== "detente-session" || given.code !== b.lesson.code) return null;
    const base = fresh(given.lang === "en" ? "en" : "fr"), out = base as unknown as Record<string, unknown>;
    for (const key of Object.keys(base)) if (typeof given[key] === typeof out[key]) out[key] = given[key];
    base.step = within(base.step, 1, 6, 1);
    base.day = within(base.day, 0, b.days - 1, 0);
    base.furthest = within(base.furthest, base.day, b.days - 1, base.day);
    base.incident = within(base.incident, 0, Math.max(0, b.lesson.alternatives.length - 1), 0);
    base.prediction = { ...fresh("fr").prediction, ...base.prediction };
    if (!b.raw.people.ids[base.follow]) base.follow = -1;
    return base;
  } catch { return null; }
}
export const within = (x: unknown, low: number, high: number, other: number) =>
  typeof x === "number" && Number.isFinite(x) ? Math.min(high, Math.max(low, Math.round(x))) : other;

/** Where we are, in the link: a page reloaded in the middle comes back to it; votes are in the saved file. */
export function toHash(s: Session): string {
  return `#step=${s.step}&day=${s.day + 1}&lang=${s.lang}${s.projector ? "&projector=1" : ""}`;
}
export function fromHash(s: Session, b: Bundle): void {
  const q = new URLSearchParams(location.hash.slice(1));
  if (q.get("lang") === "en" || q.get("lang") === "fr") s.lang = q.get("lang") as Lang;
  s.step = within(Number(q.get("step") || NaN), 1, 6, s.step);
  s.day = within(Number(q.get("day") || NaN) - 1, 0, b.days - 1, s.day);
  s.furthest = Math.max(s.furthest, s.day);
  s.projector = q.get("projector") === "1" || s.projector;
}
