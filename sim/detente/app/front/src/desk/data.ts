// What the server put into the page: levers, scenarios, establishments, outcomes, limits, words.
import type { Lang, Words } from "../bundle";

export type Said = Words | string;
export type Value = number | string;
export interface Lever {
  key: string; group: string; label: Words; unit: Said; low: number; high: number; plausible: [number, number]; default: Value;
  choices: string[] | null; choice_labels: Record<Lang, string[]> | null; evidence: string; assumed: boolean; scope: string; source: Said;
}
export interface Change { lever: string; to: Value; from_day: number; ramp_days?: number; until_day?: number | null; wings?: number[] | null }
export interface Scenario {
  name: string; title: Words; levers: Record<string, Value>; changes: Change[]; wings: Record<string, Record<string, Value>>;
  establishment: { name: string; inmates: number; capacity: number; wings: number; occupancy: number };
}
/** What a file sets, as what a shipped scenario does. */
export type Sets = Omit<Scenario, "name" | "title">;
export interface Place {
  name: string; label: string; type: Said; region: string; department: string; capacity: number; inmates: number; wings: number; occupancy: number;
  lat: number | null; lon: number | null; note?: Words | null;
}
export interface Outcome { key: string; label: Words; unit: Said; better: "lower" | "higher" | "none"; sensitive: boolean; main?: boolean; euros?: boolean; group_label?: Words }
export interface Desk {
  lang: Lang; words: Record<Lang, Record<string, string>>; levers: Lever[]; scenarios: Scenario[]; places: Place[]; outcomes: Outcome[];
  limits: { inmates: number; horizon_days: number; arms: number; seeds: number; draws?: number; body_bytes: number; quick_inmates?: number; quick_days?: number; changes: number };
  version: string;
}

const read = (id: string) => document.getElementById(id)?.textContent ?? "";
export const DESK = JSON.parse(read("detente-desk")) as Desk;
export const LEVER = new Map(DESK.levers.map((x) => [x.key, x]));
export const OUTCOME = new Map(DESK.outcomes.map((x) => [x.key, x]));
export const PLACE = new Map(DESK.places.map((x) => [x.name, x]));
export const SCENARIO = new Map(DESK.scenarios.map((x) => [x.name, x]));

// The page's own words lose their prefix, so that the modules shared with the lesson find those that they say.
const words = Object.fromEntries(Object.entries(DESK.words).map(([lang, all]) => [lang, { ...all,
  ...Object.fromEntries(Object.entries(all).filter(([k]) => k.startsWith("page.")).map(([k, x]) => [k.slice(5), x])) }]));
const texts = document.getElementById("detente-texts") ?? document.createElement("script");
Object.assign(texts, { id: "detente-texts", type: "application/json", textContent: JSON.stringify(words) });
document.body.append(texts);

export const said = (x: Said, lang: Lang) => typeof x === "string" ? x : x[lang];
