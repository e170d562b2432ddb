// What the planner has chosen, kept in the link and nowhere else.
import type { Lang } from "../bundle";
import { DESK, LEVER, PLACE, SCENARIO, type Change, type Value } from "./data";

export const VIEWS = ["year", "compare", "flip", "keep"] as const;
export type View = (typeof VIEWS)[number];
export interface Arm { label: string; scenario: string; yaml: string | null; levers: Record<string, Value>; changes: Change[] | null }
export interface State {
  lang: Lang; view: View; place: string | null; days: number; seed: number; arms: Arm[]; arm: number; sensitive: boolean;
  seeds: number; posterior: boolean; draws: number; job: string; of: string; flip: string; outcome: string; curve: string;
}
export const LABEL = 60, DAYS = 365;

export const armOf = (scenario: string, label = ""): Arm => ({ label, scenario, yaml: null, levers: {}, changes: null });
const first = DESK.scenarios[0].name, second = SCENARIO.has("dynamic") ? "dynamic" : (DESK.scenarios[1] ?? DESK.scenarios[0]).name;

export function fresh(): State {
  return { lang: DESK.lang, view: "year", place: null, days: Math.min(DAYS, DESK.limits.horizon_days), seed: 1, arms: [armOf(first), armOf(second)], arm: 1,
    sensitive: false, seeds: Math.min(20, DESK.limits.seeds), posterior: false, draws: Math.min(12, DESK.limits.draws ?? 24), job: "", of: "", flip: "",
    outcome: "", curve: "assaults" };
}

export const within = (x: number, low: number, high: number, other: number) => Number.isFinite(x) ? Math.min(high, Math.max(low, x)) : other;
const whole = (text: string | null, low: number, high: number, other: number) => text === null ? other : Math.round(within(Number(text || NaN), low, high, other));

/** A value that a lever can take, or null. */
export function allowed(key: string, x: unknown): Value | null {
  const lever = LEVER.get(key);
  if (!lever) return null;
  if (lever.choices) return typeof x === "number" ? lever.choices[x] ?? null : lever.choices.includes(x as string) ? x as string : null;
  return typeof x === "number" && x >= lever.low && x <= lever.high ? x : null;
}

const LATEST = 7_300, WINGS = 60;
const count = (x: unknown, low: number, high: number): x is number => Number.isInteger(x) && (x as number) >= low && (x as number) <= high;
/** A dated change as the link writes it, `[lever, to, day, wings, ramp, until]` without what is empty at the end; or null. */
function change(x: unknown): Change | null {
  if (!Array.isArray(x)) return null;
  const [lever, to, day, wings, ramp, until] = x, value = allowed(lever, to);
  if (value === null || !count(day, 0, LATEST)) return null;
  return { lever, to: value, from_day: day, ...(count(ramp, 1, LATEST) ? { ramp_days: ramp } : {}), ...(count(until, 1, LATEST) ? { until_day: until } : {}),
    ...(Array.isArray(wings) && wings.length && wings.length <= WINGS && wings.every((w) => count(w, 1, WINGS)) ? { wings } : {}) };
}
function linked(c: Change): unknown[] {
  const out: unknown[] = [c.lever, c.to, c.from_day, c.wings?.length ? c.wings : 0, c.ramp_days ?? 0, c.until_day ?? 0];
  while (out[out.length - 1] === 0 && out.length > 3) out.pop();
  return out;
}

function arm(text: string): Arm | null {
  try {
    const x = JSON.parse(text), levers: Record<string, Value> = {};
    for (const [key, value] of Object.entries(x.v ?? {})) { const ok = allowed(key, value); if (ok !== null) levers[key] = ok; }
    const yaml = typeof x.y === "string" && x.y.length <= DESK.limits.body_bytes ? x.y : null;
    const changes = Array.isArray(x.c) ? x.c.slice(0, DESK.limits.changes).map(change).filter((c: Change | null) => c !== null) : null;
    return { label: String(x.l ?? "").slice(0, LABEL), scenario: SCENARIO.has(x.s) ? x.s : first, yaml, levers, changes };
  } catch { return null; }
}

export function toHash(s: State): string {
  const q = new URLSearchParams({ view: s.view, lang: s.lang }), base = fresh();
  if (s.place) q.set("place", s.place);
  for (const key of ["days", "seed", "arm", "seeds", "draws", "job", "of", "flip", "outcome", "curve"] as const) if (s[key] !== base[key]) q.set(key, String(s[key]));
  if (s.posterior) q.set("posterior", "1");
  if (s.sensitive) q.set("sensitive", "1");
  for (const x of s.arms) q.append("option", JSON.stringify({ l: x.label || undefined, s: x.scenario, y: x.yaml ?? undefined, v: Object.keys(x.levers).length ? x.levers : undefined, c: x.changes?.map(linked) }));
  return `#${q}`;
}

/** The state that a link describes; what it gets wrong stands at its default. */
export function fromHash(hash: string): State {
  const q = new URLSearchParams(hash.slice(1)), s = fresh(), { limits } = DESK, lang = q.get("lang"), view = q.get("view") as View;
  if (lang === "fr" || lang === "en") s.lang = lang;
  if (VIEWS.includes(view)) s.view = view;
  if (PLACE.has(q.get("place") ?? "")) s.place = q.get("place");
  s.days = whole(q.get("days"), 1, limits.horizon_days, s.days);
  s.seed = whole(q.get("seed"), 0, 999_999, s.seed);
  s.seeds = whole(q.get("seeds"), 2, limits.seeds, s.seeds);
  s.draws = whole(q.get("draws"), 2, limits.draws ?? 24, s.draws);
  s.posterior = q.get("posterior") === "1";
  s.sensitive = q.get("sensitive") === "1";
  for (const key of ["job", "of", "flip"] as const) if (/^[\w-]{1,80}$/.test(q.get(key) ?? "")) s[key] = q.get(key)!;
  for (const key of ["outcome", "curve"] as const) if (/^[\w.:-]{1,80}$/.test(q.get(key) ?? "")) s[key] = q.get(key)!;
  const arms = q.getAll("option").slice(0, limits.arms).map(arm).filter((x) => x !== null);
  if (arms.length > 1) s.arms = arms;
  s.arm = whole(q.get("arm"), 0, s.arms.length - 1, 1);
  return s;
}
