// Levers that move during the year: the list of an option, and the few fields of one change, judged by the server's own reader.
import { button, h } from "../dom";
import type { Words } from "../bundle";
import { num, t, word } from "../text";
import { ask, Refused, sentence, spoken, type Fault } from "./api";
import type { App } from "./app";
import { question } from "./compare";
import { DESK, LEVER, type Change } from "./data";
import { changesOf, LOOKS, phrase, rowOf, shown, standing, startOf, stuck, typed, unitOf, wingName, wingsOf } from "./options";

type Field = "lever" | "to" | "from_day" | "until_day" | "ramp_days" | "wings";
/** What is being written: raw texts, until they are kept. */
interface Draft { arm: number; at: number; lever: string; to: string; from_day: string; until_day: string; ramp_days: string; wings: number[]; more: boolean }
let draft: Draft | null = null;
let wrong: { field: Field | null; message: string } | null = null;

export function dated(app: App): HTMLElement {
  const { s } = app, box = h("section", { class: "card", id: "dated", "aria-labelledby": "dated-head" });
  if (draft && (draft.arm !== s.arm || draft.at >= changesOf(s.arms[s.arm]).length)) draft = null;
  const fill = (focus = "") => {
    const arm = s.arms[s.arm], all = changesOf(arm), own = arm.changes !== null && !!startOf(arm)?.changes.length;
    box.replaceChildren(h("h2", { id: "dated-head", tabindex: -1 }, t("dated")), h("p", { class: "hint" }, t("dated.about", { option: LOOKS[s.arm].letter })),
      all.length ? h("ul", { class: "dated" }, all.map((c, k) => draft?.at === k ? h("li", {}, editor(app, fill)) : item(app, c, k, fill))) : "",
      draft?.at === -1 ? editor(app, fill) : h("p", { class: "row" }, all.length < DESK.limits.changes ? button("dated-add", t("dated.add"), () => { open(s.arm, -1); fill("dated-lever"); }) : null,
        own ? button("dated-reset", t("dated.reset"), () => { arm.changes = null; draft = null; app.step(); document.getElementById("dated-add")?.focus(); }) : null));
    if (focus) document.getElementById(focus)?.focus();
  };
  fill();
  return box;
}

function item(app: App, c: Change, k: number, fill: (focus: string) => void): HTMLElement {
  const { s } = app, words = phrase(c), notes = troubles(app, c);
  return h("li", {}, h("span", {}, words), notes.map((x) => h("span", { class: "note" }, x)), h("span", { class: "tools" },
    button(`dated-edit-${k}`, t("dated.edit"), () => { open(s.arm, k, c); fill("dated-lever"); }, { "aria-label": t("dated.edit.of", { change: words }) }),
    button(`dated-remove-${k}`, t("dated.remove"), () => {
      const left = changesOf(s.arms[s.arm]).filter((_, n) => n !== k);
      s.arms[s.arm].changes = left;
      draft = null;
      app.step();
      document.getElementById(left.length ? `dated-edit-${Math.min(k, left.length - 1)}` : "dated-add")?.focus();
      app.announce(t("dated.gone", { change: words }));
    }, { "aria-label": t("dated.remove.of", { change: words }) })));
}

/** What a reader must know of a change: past the end, no such wing, more people than the model can add. */
function troubles(app: App, c: Change): string[] {
  const { s } = app, seen = DESK.limits.quick_days ?? s.days;
  return [c.from_day >= s.days ? t("dated.late", { days: num(s.days) }) : c.from_day >= seen ? t("dated.unseen", { days: num(seen) }) : "",
    c.wings?.some((w) => w > wingsOf(s)) ? t("dated.nowing", { n: num(wingsOf(s)) }) : "",
    stuck(s, s.arm, c) ? t("dated.full") : ""].filter(Boolean);
}

function open(arm: number, at: number, c?: Change): void {
  const lever = LEVER.get(c?.lever ?? "relation_share") ?? DESK.levers[0];
  wrong = null;
  draft = { arm, at, lever: lever.key, to: c ? (lever.choices ? String(c.to) : shown(lever, c.to)) : "", from_day: c ? String(c.from_day + 1) : "", wings: [...c?.wings ?? []],
    until_day: c?.until_day ? String(c.until_day) : "", ramp_days: c?.ramp_days ? String(c.ramp_days) : "", more: !!(c?.until_day || c?.ramp_days) };
}

function editor(app: App, fill: (focus?: string) => void): HTMLElement {
  const d = draft!, rest = h("div", {}), old = d.at >= 0 ? `dated-edit-${d.at}` : "dated-add", leave = () => { draft = wrong = null; fill(old); };
  const which: HTMLSelectElement = h("select", { ...marks("lever"), onchange: () => { Object.assign(d, { lever: which.value, to: "" }); wrong = null; rest.replaceChildren(...fields(app, d)); } }, [...new Set(DESK.levers.map((x) => x.group))].map((group) =>
    h("optgroup", { label: t(`group.${group}`) }, DESK.levers.filter((x) => x.group === group).map((x) => h("option", { value: x.key, selected: x.key === d.lever }, word(x.label))))));
  rest.append(...fields(app, d));
  return h("form", { class: "editor", "aria-label": t(d.at < 0 ? "dated.add" : "dated.edit"), onsubmit: (e: Event) => { e.preventDefault(); void keep(app, fill); }, onkeydown: (e: Event) => { if ((e as KeyboardEvent).key === "Escape") leave(); } },
    h("label", { class: "choice", for: "dated-lever" }, h("span", {}, t("lever")), which), note("lever"), rest,
    wrong && !wrong.field ? h("p", { class: "fault", role: "alert" }, wrong.message) : null,
    h("p", { class: "row" }, h("button", { id: "dated-keep", type: "submit", class: "main" }, t("dated.keep")), button("dated-cancel", t("dated.cancel"), leave)));
}

const note = (field: Field) => wrong?.field === field ? h("span", { class: "note", id: `dated-${field}-note` }, wrong.message) : null;
const marks = (field: Field) => ({ id: `dated-${field}`, "aria-invalid": String(wrong?.field === field), "aria-describedby": wrong?.field === field ? `dated-${field}-note` : undefined });

/** Everything below the lever: what depends on which it is. */
function fields(app: App, d: Draft): Node[] {
  const { s } = app, lever = LEVER.get(d.lever)!, value = shown(lever, standing(s, s.arm, d.lever)), many = wingsOf(s);
  const line = (field: Field, label: string, box: HTMLElement, after: Node | null = null) => h("div", {}, h("label", { class: "choice", for: `dated-${field}` }, h("span", {}, label), box, after), note(field));
  const entry = (field: "from_day" | "until_day" | "ramp_days" | "to", label: string, after: Node | null = null) => line(field, label, h("input", { ...marks(field), type: "text", inputmode: field === "to" ? "decimal" : "numeric", autocomplete: "off",
    value: d[field], oninput: (e: Event) => { d[field] = (e.target as HTMLInputElement).value; } }), after);
  if (lever.choices && !lever.choices.includes(d.to)) d.to = lever.choices.find((x) => x !== standing(s, s.arm, d.lever)) ?? lever.choices[0];
  const to = !lever.choices ? entry("to", t("dated.to"), h("small", {}, unitOf(lever))) : line("to", t("dated.to"), h("select", { ...marks("to"), onchange: (e: Event) => { d.to = (e.target as HTMLSelectElement).value; } },
    lever.choices.map((x) => h("option", { value: x, selected: x === d.to }, shown(lever, x)))));
  const tick = (w: number, on: boolean) => { d.wings = d.wings.filter((x) => x !== w).concat(on ? w : []).sort((a, b) => a - b); };
  const wings = Array.from({ length: many }, (_, k) => h("label", { class: "check", for: `dated-wing-${k}` },
    h("input", { id: `dated-wing-${k}`, type: "checkbox", checked: d.wings.includes(k + 1), onchange: (e: Event) => tick(k + 1, (e.target as HTMLInputElement).checked) }), " ", wingName(k + 1)));
  const all = [h("p", { class: "hint" }, lever.choices ? t("dated.now.choice", { value }) : t("dated.now", { value, low: shown(lever, lever.low), high: shown(lever, lever.high) })),
    d.lever === "occupancy" ? h("p", { class: "told", id: "dated-full" }, t("dated.full.about")) : rowOf(d.lever) ? h("p", { class: "hint" }, t("dated.row")) : null,
    entry("from_day", t("dated.day"), h("small", {}, t("dated.of", { days: num(s.days) }))), to,
    lever.scope !== "prison" && many > 1 ? h("fieldset", { ...marks("wings") }, h("legend", {}, t("dated.wings")), wings, note("wings")) : null,
    h("details", { id: "dated-more-fold", open: d.more, ontoggle: (e: Event) => { d.more = (e.target as HTMLDetailsElement).open; } }, h("summary", { id: "dated-more" }, t("dated.more")),
      entry("until_day", t("dated.until")), lever.choices ? null : entry("ramp_days", t("dated.ramp")))];
  return all.filter((x) => x !== null);
}

/** What was typed as a change; what the fields alone can tell is said beside them. */
function made(app: App, d: Draft): Change | null {
  const lever = LEVER.get(d.lever)!, no = (field: Field, message: string) => { wrong = { field, message }; return null; };
  const day = typed(d.from_day), until = typed(d.until_day), ramp = typed(d.ramp_days), to = typed(d.to), { days } = app.s, within = (x: number, low: number, high: number) => Number.isInteger(x) && x >= low && x <= high;
  if (!within(day, 1, days)) return no("from_day", t("dated.day.refused", { low: num(1), high: num(days) }));
  if (!lever.choices && !(to >= lever.low && to <= lever.high)) return no("to", t("dated.to.refused", { low: shown(lever, lever.low), high: shown(lever, lever.high) }));
  if (d.until_day.trim() && !within(until, day, 9999)) return no("until_day", t("dated.until.refused", { low: num(day) }));
  if (d.ramp_days.trim() && !lever.choices && !within(ramp, 0, 9999)) return no("ramp_days", t("dated.ramp.refused"));
  const wings = lever.scope === "prison" || d.wings.length >= wingsOf(app.s) ? [] : d.wings;
  return { lever: d.lever, to: lever.choices ? d.to : to, from_day: day - 1, ...(ramp > 0 && !lever.choices ? { ramp_days: ramp } : {}), ...(d.until_day.trim() ? { until_day: until } : {}), ...(wings.length ? { wings } : {}) };
}

async function keep(app: App, fill: (focus?: string) => void): Promise<void> {
  const { s } = app, d = draft!, mine = s.arm, at = d.at < 0 ? changesOf(s.arms[mine]).length : d.at;
  wrong = null;
  const change = made(app, d);
  if (!change) return said(d, fill);
  const all = [...changesOf(s.arms[mine])];
  all[at] = change;
  const body: Record<string, unknown> = question(app), arms = body.arms as Record<string, unknown>[];
  try {
    await ask("/api/yaml", { ...body, arms: arms.map((x, k) => k === mine ? { ...x, changes: all } : x) });
  } catch (e) {
    if (draft !== d) return;
    wrong = placed(e, LOOKS[mine].letter, at, all);
    return said(d, fill);
  }
  if (draft !== d) return;
  s.arms[mine].changes = all;
  draft = null;
  app.step();
  document.getElementById(`dated-edit-${at}`)?.focus();
  app.announce(t("dated.kept", { change: phrase(change) }));
}

/** The field that is wrong is there to be seen, and has the focus. */
function said(d: Draft, fill: (focus?: string) => void): void {
  d.more ||= wrong?.field === "until_day" || wrong?.field === "ramp_days";
  fill(wrong?.field === "wings" ? "dated-wing-0" : `dated-${wrong?.field ?? "keep"}`);
}

/** Beside which field a refusal belongs, if it is about this change at all. */
function placed(e: unknown, letter: string, at: number, all: Change[]): { field: Field | null; message: string } {
  const fault: Fault | null = e instanceof Refused ? e.fault : null, where = /^([A-D])\.changes\.(\d+)(?:\.(\w+))?$/.exec(fault?.key ?? "");
  if (!fault || !where || where[1] !== letter || Number(where[2]) !== at + 1) return { field: null, message: spoken(e) };
  const other = all[Number(/changes\.(\d+)/.exec(fault.wish ? word(fault.wish as unknown as Words) : "")?.[1]) - 1];
  if (other) return { field: "from_day", message: t("dated.twice", { change: phrase(other) }) };
  return { field: (where[3] ?? (/wing|aile/.test(word(fault.message)) ? "wings" : "from_day")) as Field, message: sentence({ ...fault, key: undefined }) };
}
