// The options: which one is worked on, its name, the scenario it starts from, a file opened instead.
import { button, h, select, table } from "../dom";
import { num, t, word } from "../text";
import { ask, sentence, spoken, type Fault } from "./api";
import type { App } from "./app";
import { DESK, SCENARIO, type Value } from "./data";
import { dialog } from "./frame";
import { lettered, LOOKS, named, opened } from "./options";
import { sign } from "./sign";
import { armOf, LABEL } from "./state";
import type { Words } from "../bundle";

const OWN = " ";

export function bar(app: App): HTMLElement {
  const { s } = app, arm = s.arms[s.arm];
  const tabs = h("div", { class: "tools options", role: "group", "aria-label": t("options") }, s.arms.map((_, k) =>
    button(`option-${k}`, [sign(k), " ", h("span", { class: "word" }, named(s, k))], () => { s.arm = k; app.step(); }, { "aria-pressed": String(k === s.arm), title: named(s, k) })),
    s.arms.length < DESK.limits.arms ? button("option-add", t("option.add"), () => {
      s.arms.push({ ...armOf(s.arms[s.arm].scenario, t("option.copy", { name: named(s, s.arm) }).slice(0, LABEL)), yaml: s.arms[s.arm].yaml, levers: { ...s.arms[s.arm].levers } });
      s.arm = s.arms.length - 1;
      app.step();
    }) : null);
  const name = h("input", { id: "option-name", type: "text", maxlength: LABEL, value: arm.label, placeholder: named(s, s.arm),
    onchange: (e: Event) => { arm.label = (e.target as HTMLInputElement).value.trim(); app.step(); } });
  const from = select("option-from", t("option.from"), [...(arm.yaml === null ? [] : [[OWN, opened.get(arm.yaml)?.title || t("file.opened")] as [string, string]]),
    ...DESK.scenarios.map((x) => [x.name, word(x.title)] as [string, string])], arm.yaml === null ? arm.scenario : OWN,
    (to) => { if (to !== OWN) { s.arms[s.arm] = armOf(to); app.step(); } });
  const file = h("label", { class: "file", for: "option-file" }, t("file.open"), h("input", { id: "option-file", type: "file", accept: ".yaml,.yml,text/yaml", onchange: (e: Event) => void take(app, e.target as HTMLInputElement) }));
  const extra = SCENARIO.get(arm.scenario)!;
  return h("section", { class: "card option", "aria-labelledby": "option-head" }, h("h2", { id: "option-head" }, t("options")), tabs,
    h("p", { class: "hint" }, t(s.arm ? "option.compared" : "option.reference")),
    from, h("label", { class: "choice", for: "option-name" }, h("span", {}, t("option.name")), name),
    arm.yaml === null && extra.changes?.length ? h("p", { class: "hint" }, t("option.dated")) : null,
    h("div", { class: "row" }, file, s.arm > 0 && s.arms.length > 2 ? button("option-remove", t("option.remove", { option: LOOKS[s.arm].letter }), () => {
      s.arms.splice(s.arm, 1);
      s.arm = Math.min(s.arm, s.arms.length - 1);
      app.step();
    }) : null));
}

interface Checked { ok: boolean; arm?: { levers?: Record<string, Value> }; title?: Words | string; errors: Fault[] }
const titleOf = (x: Words | string | undefined) => !x ? "" : typeof x === "string" ? x : word(x);

/** The levers that an opened file sets, asked once for each text. */
export async function learn(text: string): Promise<Checked> {
  const got = await ask<Checked>("/api/check", { yaml: text });
  if (got.ok) opened.set(text, { title: titleOf(got.title), levers: got.arm?.levers ?? {} });
  return got;
}

async function take(app: App, input: HTMLInputElement): Promise<void> {
  const file = input.files?.[0], into = app.s.arm;
  if (!file) return;
  if (file.size > DESK.limits.body_bytes * 0.9) return refuse(file.name, [h("p", {}, t("file.large", { kb: num(DESK.limits.body_bytes * 0.9 / 1000) }))]);
  try {
    const text = await file.text(), got = await learn(text);
    input.value = "";
    if (!got.ok) return refuse(file.name, [table(t("file.errors"), [t("file.what"), t("file.line"), t("file.key")],
      got.errors.map((e) => [sentence({ ...e, line: undefined, key: undefined }), e.line ? num(e.line) : "–", e.key ? h("code", {}, e.key) : "–"]))]);
    app.s.arms[into] = { label: "", scenario: DESK.scenarios[0].name, yaml: text, levers: {} };
    app.step();
    app.announce(t("file.taken", { name: lettered(app.s, into) }));
  } catch (e) { refuse(file.name, [h("p", {}, spoken(e))]); }
}
function refuse(name: string, what: HTMLElement[]): void {
  dialog(t("file.refused", { name }), h("div", { role: "alert" }, what), h("p", { class: "hint" }, t("file.kept")));
}
