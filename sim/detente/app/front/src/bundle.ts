// The replay bundle as Python wrote it (replay/schema.json), unpacked for the screen.

export type Lang = "fr" | "en";
export type Words = { en: string; fr: string };
export type Rule = Words & { term: string; mechanism: string; parameter: string; evidence: string; grade: string };

export interface Incident {
  id: number; day: number; slot: number; place: number; wing: number; kind: number; a: number; b: number; witnesses: number;
  recorded: number; response: number; days: number; injury: number; revenge: number; calmed: number; outcome: number;
  chance: number; causes: [number, number][];
}
export interface Answer { answer: string; carried_out: string; sequels: (number | null)[][] }
export interface Alternative { run: number; id: number; was: string | null; days: number; keys: string[]; answers: Answer[] }
export interface Against {
  less: number; more: number; equal: number; difference: number; low: number; high: number; sign: number; direction: number;
}
export interface ConstraintRow {
  constraint: string; outcome: string; better: number; equal: number; worse: number; sign: number; difference: number;
  low: number; high: number; values: number[];
}
export interface Lesson {
  name: string; code: string; day: number; wings: number[] | null; curves: string[]; alternatives: Alternative[];
  years: { seeds: number[]; without: Record<string, number[]>; with: Record<string, number[]>; against: Record<string, Against> };
  shown?: Shown; circle_years?: CircleYears | null;
  constraint: { rows: ConstraintRow[]; better: number; unsure: number; worse: number; found: { row: number | null; kind: string } };
}
/** A module's own mechanism, as it took place: facilitators, people after a mediation, circles. */
export interface Shown { facilitators: { reach: [number, number, number[]][]; calls: [number, number, number, number][] }[]; pairs: { a: number; b: number; tie: string; grudge: string }[][]; circles: Circle[] }
export type Group = "members" | "others";
export interface Circle {
  day: number; wing: number; incident: number; repaired: boolean; members: number[]; others: number; from: number;
  means: Record<string, Record<Group, (number | null)[][]>>;
}
export interface CircleYears { held: number[]; against: Record<Group, Record<string, Against & { years: number }>>; members: Record<string, ([number, number] | null)[]>; others: Record<string, ([number, number] | null)[]> }
export interface Difference extends Words {
  lever: string; unit: string; was: string | number; now: string | number; day: number; wings: number[] | null;
}
interface RawRun {
  presence: [number, number, number][]; changes: [number, number, string, number][]; floor: number[][][];
  ties: [number, number, number][][]; incidents: unknown[][]; tension: string; fear: string; legitimacy: string; stress: string;
  place: string; duty: string;
  curves: { n: number[]; staff: number[]; counts: Record<string, number[]>; means: Record<string, number[]> };
}
export interface Raw {
  seed: number; days: number; sensitive: boolean; model: { version: string; fingerprint: string }; differs: Difference[];
  scenarios: { name: string; title: Words; question: Words; notes: Words }[];
  establishment: { name: string; capacity: number; inmates: number; wings: number; officers: number; cells: [number, number][] };
  codes: Record<"kind" | "place" | "where" | "slot" | "when" | "response" | "outcome" | "calmed", Words[]> &
    Record<"kind_key" | "place_key" | "response_key" | "role_key", string[]>;
  rules: { between: Rule[]; staff: Rule[]; grades: Record<string, Words> };
  people: { ids: string[]; wing: number[]; officer: number[] };
  incident_columns: string[]; runs: RawRun[]; lesson: Lesson;
}

export const STATES = ["tension", "fear", "legitimacy"] as const;
export type State = (typeof STATES)[number];
export const SLOTS = 5, CELL = 0, DISCIPLINARY = 6, AWAY = 255, NOWHERE = 15;
export const ASSAULTS = [1, 2], STAFF_ASSAULTS = [5, 6], NOTABLE = [1, 2, 5, 6];

export interface Track {
  person: number; officer: boolean; first: number; days: number; state: Record<string, Uint8Array>; place: Uint8Array;
  cells: [number, number][]; roles: [number, number][]; changes: [number, string, number][];
}
export interface Run {
  tracks: Track[]; byPerson: Map<number, Track>; incidents: Incident[]; byDay: Incident[][]; floor: number[][][];
  ties: [number, number, number][][]; curves: RawRun["curves"]; cumulative: Record<string, number[]>;
}
export interface Bundle { raw: Raw; runs: Run[]; lesson: Lesson; days: number }

function bytes(text: string): Uint8Array {
  const raw = atob(text), out = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) out[i] = raw.charCodeAt(i);
  return out;
}

export function rows(text: string, lengths: number[]): Uint8Array[] {
  const flat = bytes(text), out: Uint8Array[] = [];
  let at = 0;
  for (const n of lengths) {
    const row = flat.slice(at, at + n);
    for (let i = 1; i < n; i++) row[i] = (row[i] + row[i - 1]) & 255;
    out.push(row);
    at += n;
  }
  return out;
}

export const running = (x: number[]) => { let sum = 0; return x.map((value) => (sum += value)); };

function run(raw: Raw, r: RawRun): Run {
  const officer = raw.people.officer, inmates = r.presence.filter((p) => !officer[p[0]]);
  const staff = r.presence.filter((p) => officer[p[0]]);
  const lengths = inmates.map((p) => p[2]), shifts = staff.map((p) => p[2]);
  const states = STATES.map((name) => rows(r[name], lengths)), places = rows(r.place, lengths.map((n) => n * SLOTS));
  const stress = rows(r.stress, shifts), duty = rows(r.duty, shifts);
  const make = ([person, first, days]: [number, number, number], state: Record<string, Uint8Array>, place: Uint8Array): Track =>
    ({ person, officer: !!officer[person], first, days, state, place, cells: [], roles: [], changes: [] });
  const tracks = [
    ...inmates.map((p, k) => make(p, Object.fromEntries(STATES.map((name, s) => [name, states[s][k]])), places[k])),
    ...staff.map((p, k) => make(p, { stress: stress[k] }, duty[k]))];
  const byPerson = new Map(tracks.map((t) => [t.person, t]));
  for (const [person, day, what, value] of r.changes) {
    const t = byPerson.get(person)!;
    if (what === "cell") t.cells.push([day, value]);
    else if (what === "role") t.roles.push([day, value]);
    if (what !== "cell" || day > t.first) t.changes.push([day, what, value]);
  }
  const incidents = r.incidents.map((row) => Object.fromEntries(raw.incident_columns.map((c, k) => [c, row[k]])) as unknown as Incident);
  const byDay: Incident[][] = Array.from({ length: raw.days }, () => []);
  for (const e of incidents) byDay[e.day].push(e);
  const cumulative = Object.fromEntries(Object.entries(r.curves.counts).map(([k, x]) => [k, running(x)]));
  return { tracks, byPerson, incidents, byDay, floor: r.floor, ties: r.ties, curves: r.curves, cumulative };
}

export function unpack(raw: Raw): Bundle {
  return { raw, runs: raw.runs.map((r) => run(raw, r)), lesson: raw.lesson, days: raw.days };
}

export async function load(): Promise<Bundle> {
  const packed = bytes(document.getElementById("detente-bundle")!.textContent!.trim());
  const stream = new Blob([packed as BlobPart]).stream().pipeThrough(new DecompressionStream("gzip"));
  return unpack(JSON.parse(await new Response(stream).text()));
}

/** Value that stands on a day in a list of [day, value]. */
export function standing(changes: [number, number][], day: number, otherwise: number): number {
  let value = otherwise;
  for (const [d, v] of changes) { if (d > day) break; value = v; }
  return value;
}

export const present = (t: Track, day: number) => day >= t.first && day < t.first + t.days;
export const level = (t: Track, state: string, day: number) => {
  const x = t.state[state]?.[day - t.first];
  return x === undefined || x === AWAY ? NaN : x / 250;
};
