// The options compared: their looks, what each lever stands at, what differs from the reference.
import { Refused, sentence, spoken } from "./api";
import { day, lang, num, t, tn, word, written } from "../text";
import { DESK, LEVER, OUTCOME, PLACE, said, SCENARIO, type Change, type Lever, type Sets, type Value } from "./data";
import { allowed, type Arm, type State } from "./state";

/** Colour, line and mark of each option: never told apart by colour alone. */
export const LOOKS = [
  { letter: "A", colour: "#12508a", line: "solid" as const, dash: "", mark: "circle" },
  { letter: "B", colour: "#b35900", line: [9, 5], dash: "9 5", mark: "triangle" },
  { letter: "C", colour: "#5b2a86", line: [2, 4], dash: "2 4", mark: "rect" },
  { letter: "D", colour: "#0b6e4f", line: [12, 4, 2, 4], dash: "12 4 2 4", mark: "diamond" }];

/** What a scenario file opened here sets, by its text: the server read it. */
export const opened = new Map<string, { title: string; sets: Sets | null }>();
/** What an option starts from: a shipped scenario, or a file; null while the server still reads it. */
export function startOf(arm: Arm): Sets | null {
  return arm.yaml === null ? SCENARIO.get(arm.scenario)! : opened.get(arm.yaml)?.sets ?? null;
}

export function named(s: State, k: number): string {
  const arm = s.arms[k];
  if (arm.label) return arm.label;
  return arm.yaml !== null ? opened.get(arm.yaml)?.title || t("file.opened") : word(SCENARIO.get(arm.scenario)!.title);
}
export const lettered = (s: State, k: number) => `${LOOKS[k].letter} · ${named(s, k)}`;
export const labelOf = (key: string) => OUTCOME.has(key) ? word(OUTCOME.get(key)!.label) : key;
export const unitOf = (x: { unit: Lever["unit"] }) => said(x.unit, lang);

/** How full the prison of all options is before a lever says otherwise: the establishment's, else that of A's scenario. */
function occupancy(s: State): number | undefined {
  const place = s.place ? PLACE.get(s.place) : startOf(s.arms[0])?.establishment;
  return place && Number((place.inmates / place.capacity).toFixed(4));
}
/** What a lever stands at in an option: its own value, else the establishment's, the scenario's, the default. */
export function standing(s: State, k: number, key: string): Value {
  const arm = s.arms[k], lever = LEVER.get(key)!;
  const below = startOf(arm)?.levers[key];
  const value = arm.levers[key] ?? (key === "occupancy" ? occupancy(s) ?? below : below) ?? lever.default;
  return lever.choices ? allowed(key, value) ?? lever.choices[0] : value;
}
/** The same without what was moved here. */
export function before(s: State, k: number, key: string): Value {
  return standing({ ...s, arms: s.arms.map((x, n) => n === k ? { ...x, levers: {} } : x) }, k, key);
}

export const same = (a: Value, b: Value) => a === b || typeof a === "number" && typeof b === "number" && Math.abs(a - b) < 1e-9;
export const differing = (s: State, k: number): Lever[] => DESK.levers.filter((x) => !same(standing(s, 0, x.key), standing(s, k, x.key)));
export const differsAtAll = (s: State): Lever[] => DESK.levers.filter((x) => s.arms.some((_, k) => !same(standing(s, 0, x.key), standing(s, k, x.key))));

export const stepOf = (x: Lever) => 10 ** Math.floor(Math.log10((x.high - x.low) / 90));
export function shown(lever: Lever, value: Value): string {
  if (lever.choices) return lever.choice_labels?.[lang][lever.choices.indexOf(value as string)] ?? String(value);
  return written(value as number, { maximumFractionDigits: 3 });
}

/** A number as it is typed in either language; NaN where it is none. */
export const typed = (x: string) => Number(x.replace(/[\s\u202f]/g, "").replace("−", "-").replace(",", ".") || NaN);

/** Dated changes of an option: its own, else those of what it starts from. */
export const changesOf = (arm: Arm): Change[] => arm.changes ?? startOf(arm)?.changes ?? [];
/** Wings of the prison in which all options live. */
export const wingsOf = (s: State): number => (s.place ? PLACE.get(s.place)?.wings : startOf(s.arms[0])?.establishment.wings) ?? 1;
/** Letters as in the plan, where S is kept for staff; a number beyond them. */
export const wingName = (w: number) => w <= 25 ? "ABCDEFGHIJKLMNOPQRTUVWXYZ"[w - 1] : num(w);
const wingNames = (wings: number[]) => wings.map(wingName).join(", ");
const words = (key: string, x: Value) => { const lever = LEVER.get(key); return { lever: lever ? word(lever.label) : key, value: lever ? shown(lever, x) : String(x) }; };
/** A dated change in words. */
export const phrase = (c: Change) => [t("dated.item", { day: day(c.from_day), where: c.wings?.length ? tn("dated.where", c.wings.length, { wings: wingNames(c.wings) }) : "", ...words(c.lever, c.to) }),
  c.ramp_days ? tn("dated.during", c.ramp_days) : "", c.until_day ? t("dated.end", { day: num(c.until_day) }) : ""].join("");
/** The model sets rows aside for three per cent more people than on the first day: a rise beyond that is not followed. */
export const ROOM = 1.03;
export const stuck = (s: State, k: number, c: Change) => c.lever === "occupancy" && (c.to as number) > ROOM * (standing(s, k, "occupancy") as number);
/** A refusal; one of a dated change says which, as the page writes it. */
export function faulty(s: State, e: unknown): string {
  const fault = e instanceof Refused ? e.fault : null, where = /^([A-D])\.changes\.(\d+)/.exec(fault?.key ?? ""), k = where ? LOOKS.findIndex((x) => x.letter === where[1]) : -1;
  const change = where && s.arms[k] ? changesOf(s.arms[k])[Number(where[2]) - 1] : undefined;
  return fault && change ? `${t("differs.change", { option: LOOKS[k].letter, change: phrase(change) })}. ${sentence({ ...fault, key: undefined })}` : spoken(e);
}
const marked = (c: Change) => JSON.stringify([c.lever, c.to, c.from_day, c.ramp_days || 0, c.until_day || 0, c.wings ?? []]);
/** Dated changes that an option and the reference do not share. */
export function datedApart(s: State, k: number): Change[] {
  const [a, b] = [0, k].map((n) => changesOf(s.arms[n])), inA = new Set(a.map(marked)), inB = new Set(b.map(marked));
  return [...b.filter((c) => !inA.has(marked(c))), ...a.filter((c) => !inB.has(marked(c)))];
}

/** Dated changes and wings set apart of an option, in words. */
export function besides(s: State, k: number): string[] {
  const from = startOf(s.arms[k]), option = LOOKS[k].letter;
  return [...changesOf(s.arms[k]).map((c) => t("differs.change", { option, change: phrase(c) })),
    ...Object.entries(from?.wings ?? {}).flatMap(([wing, own]) => Object.entries(own).map(([key, x]) => t("differs.wing", { option, wings: wingName(Number(wing)), ...words(key, x) })))];
}

/** Move a lever; the other answers to the same incident keep their proportions, so that the shares sum to 1. */
export function move(s: State, k: number, key: string, value: Value): void {
  const { levers } = s.arms[k], row = rowOf(key);
  if (!row) levers[key] = value;
  else {
    const others = DESK.levers.filter((x) => x.key.startsWith(`${row}.`) && x.key !== key).map((x) => [x.key, standing(s, k, x.key) as number] as const);
    const sum = others.reduce((all, x) => all + x[1], 0), left = 1 - (value as number);
    levers[key] = value;
    for (const [other, share] of others) levers[other] = sum > 0 ? share / sum * left : left / others.length;
  }
  for (const [name, x] of Object.entries(levers)) if (!row && name === key && same(x, before(s, k, name))) delete levers[name];
}
export function reset(s: State, k: number, key: string): void {
  const row = /^(response\.\w+\.)/.exec(key)?.[1];
  for (const name of Object.keys(s.arms[k].levers)) if (name === key || row && name.startsWith(row)) delete s.arms[k].levers[name];
}

/** A figure with as many digits as its size deserves, or as that of the figures beside it does. */
export function figure(x: number | null | undefined, sign = false, beside = 0): string {
  if (x === null || x === undefined || !Number.isFinite(x)) return "–";
  if (Math.abs(x) < 5e-7) x = 0;
  const size = Math.max(Math.abs(x), beside), usual = size >= 100 || !beside && Number.isInteger(x) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  const tiny = x !== 0 && Math.abs(x) < 0.5 / 10 ** usual, digits = tiny ? usual + 1 : usual;
  if (tiny && Math.abs(x) < 0.5 / 10 ** digits) return t("none.much"); // its side, where there is one, is said in words beside it
  return (sign && x > 0 ? "+" : "") + num(x, digits);
}
export const between = (low: number, high: number, sign = false, beside = 0) => t("interval", { low: figure(low, sign, beside), high: figure(high, sign, beside) });
export const rowOf = (key: string) => /^(response\.\w+)\.\w+$/.exec(key)?.[1];
