// What the room has done: where it is, what it predicted, how it voted. Saved to a file, never anywhere else.
import type { Bundle, Lang, State } from "./bundle";

export type Round = "first" | "second";
export type Side = "without" | "with";
export interface Vote { first: Record<string, number>; second: Record<string, number>; closed: boolean; again: boolean; passed: boolean; why: boolean; chosen: string }
export interface Prediction {
  without: number | null; with: number | null; drawn: Record<Side, number[] | null>; side: Side;
  less: number; same: number; more: number; locked: boolean; passed: boolean;
}
export interface Session {
  lang: Lang; step: number; day: number; furthest: number; speed: number; projector: boolean; keys: boolean; state: State;
  follow: number; followRun: number; outcome: string; incident: number; curve: string; played: string[]; yearsShown: number; confirmed: boolean;
  prediction: Prediction; revealed: boolean; votes: Record<string, Vote>; contact: string;
  /** Which part of a step a projector shows; which mediation and which circle are looked at; whether reach is drawn. */
  part: Record<string, string>; pair: number; circle: number; circleState: string; reach: boolean;
}

export function fresh(lang: Lang): Session {
  return {
    lang, step: 1, day: 0, furthest: 0, speed: 7, projector: false, keys: true, state: "tension", follow: -1, followRun: 1,
    outcome: "assaults", incident: 0, curve: "assaults", played: [], yearsShown: 0, confirmed: false,
    prediction: { without: null, with: null, drawn: { without: null, with: null }, side: "without", less: 0, same: 0, more: 0, locked: false, passed: false },
    revealed: false, votes: {}, contact: "", part: {}, pair: -1, circle: -1, circleState: "norm", reach: true,
  };
}
const freshVote = (): Vote => ({ first: {}, second: {}, closed: false, again: false, passed: false, why: false, chosen: "" });

export function voteOf(s: Session, key: string): Vote {
  return (s.votes[key] ??= freshVote());
}

export function saved(s: Session, b: Bundle): string {
  return JSON.stringify({ format: "detente-session", version: 1, code: b.lesson.code, model: b.raw.model.fingerprint, ...s }, null, 1);
}

/** A saved session; null if it is none, or of another lesson. */
export function opened(text: string, b: Bundle): Session | null {
  try {
    const given = JSON.parse(text);
    if (given.format !== "detente-session" || given.code !== b.lesson.code) return null;
    return taken(given, b);
  } catch { return null; }
}

/** What of a given object may stand in a session; the rest is as in a fresh one. */
function taken(given: Record<string, unknown>, b: Bundle): Session {
  const base = fresh(given.lang === "en" ? "en" : "fr"), out = base as unknown as Record<string, unknown>;
  for (const key of Object.keys(base)) if (typeof given[key] === typeof out[key] && typeof out[key] !== "object") out[key] = given[key];
  base.step = within(base.step, 1, 6, 1);
  base.day = within(base.day, 0, b.days - 1, 0);
  base.furthest = within(base.furthest, base.day, b.days - 1, base.day);
  base.incident = within(base.incident, 0, Math.max(0, b.lesson.alternatives.length - 1), 0);
  base.yearsShown = within(base.yearsShown, 0, b.lesson.years.seeds.length, 0);
  base.speed = [0.25, 1, 3, 7, 15].includes(base.speed) ? base.speed : 7;
  if (!["tension", "fear", "legitimacy"].includes(base.state)) base.state = "tension";
  if (!Object.keys(b.lesson.years.with).includes(base.outcome)) base.outcome = "assaults";
  base.follow = b.raw.people.ids[base.follow] ? base.follow : -1;
  base.followRun = base.followRun === 0 ? 0 : 1;
  base.contact = base.contact.slice(0, 120);
  base.played = Array.isArray(given.played) ? given.played.filter((x): x is string => typeof x === "string") : [];
  for (const [step, part] of Object.entries(object(given.part))) if (typeof part === "string") base.part[step] = part;
  base.prediction = predicted(object(given.prediction));
  for (const [key, vote] of Object.entries(object(given.votes))) base.votes[key] = voted(object(vote));
  return base;
}

function predicted(given: Record<string, unknown>): Prediction {
  const p = fresh("fr").prediction, drawn = object(given.drawn);
  for (const side of ["without", "with"] as Side[]) {
    if (typeof given[side] === "number") p[side] = within(given[side], 0, 999, 0);
    const line = drawn[side];
    if (Array.isArray(line) && line.length === KNOTS && line.every((y) => typeof y === "number" && Number.isFinite(y))) p.drawn[side] = line.map((y) => within(y, 0, 999, 0));
  }
  for (const key of ["less", "same", "more"] as const) p[key] = within(given[key], 0, 99, 0);
  p.side = given.side === "with" ? "with" : "without";
  p.locked = given.locked === true && p.without !== null && p.with !== null;
  p.passed = given.passed === true;
  return p;
}
/** Points of a drawn curve after the lever's day. */
export const KNOTS = 9;

function voted(given: Record<string, unknown>): Vote {
  const v = freshVote();
  for (const round of ["first", "second"] as Round[])
    for (const [answer, n] of Object.entries(object(given[round]))) v[round][answer] = within(n, 0, 99, 0);
  for (const key of ["closed", "again", "passed", "why"] as const) v[key] = given[key] === true;
  return v;
}
const object = (x: unknown): Record<string, unknown> => (x && typeof x === "object" && !Array.isArray(x) ? (x as Record<string, unknown>) : {});

export const within = (x: unknown, low: number, high: number, other: number) =>
  typeof x === "number" && Number.isFinite(x) ? Math.min(high, Math.max(low, Math.round(x))) : other;

/** The whole session in the link: a page reloaded in the middle, or opened elsewhere by its link, comes back to it. */
export function toHash(s: Session): string {
  const base = fresh(s.lang), kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(s)) if (JSON.stringify(value) !== JSON.stringify(base[key as keyof Session]) && !["step", "day", "lang", "projector"].includes(key)) kept[key] = value;
  const rest = Object.keys(kept).length ? `&s=${encode(JSON.stringify(kept))}` : "";
  return `#step=${s.step}&day=${s.day + 1}&lang=${s.lang}${s.projector ? "&projector=1" : ""}${rest}`;
}
export function fromHash(s: Session, b: Bundle): Session {
  const q = new URLSearchParams(location.hash.slice(1)), packed = q.get("s");
  let out = s;
  if (packed) try { out = taken({ lang: s.lang, ...object(JSON.parse(decode(packed))) }, b); } catch { /* a link cut short: the rest of it */ }
  if (q.get("lang") === "en" || q.get("lang") === "fr") out.lang = q.get("lang") as Lang;
  out.step = within(Number(q.get("step") || NaN), 1, 6, out.step);
  out.day = within(Number(q.get("day") || NaN) - 1, 0, b.days - 1, out.day);
  out.furthest = Math.max(out.furthest, out.day);
  out.projector = q.get("projector") === "1" || out.projector;
  return out;
}
const encode = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const decode = (text: string) => new TextDecoder().decode(Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0)));
