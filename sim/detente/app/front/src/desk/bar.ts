// The options: which one is worked on, its name, the scenario it starts from, a file opened instead.
import { button, h, select, table } from "../dom";
import { num, t, word } from "../text";
import { ask, sentence, spoken, type Fault } from "./api";
import type { App } from "./app";
import { DESK, type Sets } from "./data";
import { dialog } from "./frame";
import { lettered, LOOKS, named, opened, startOf } from "./options";
import { sign } from "./sign";
import { armOf, LABEL } from "./state";
import type { Words } from "../bundle";

const OWN = " ";

export function bar(app: App): HTMLElement {
  const { s } = app, arm = s.arms[s.arm];
  const tabs = h("div", { class: "options", role: "group", "aria-label": t("options") }, s.arms.map((_, k) =>
    button(`option-${k}`, [sign(k), " ", h("span", { class: "word", "data-option": k }, named(s, k))], () => { s.arm = k; app.step(); }, { "aria-pressed": String(k === s.arm) })));
  const add = s.arms.length >= DESK.limits.arms ? null : button("option-add", t("option.add"), () => {
    s.arms.push({ ...armOf(arm.scenario, t("option.copy", { name: named(s, s.arm) }).slice(0, LABEL)), yaml: arm.yaml, levers: { ...arm.levers }, changes: arm.changes && [...arm.changes] });
    s.arm = s.arms.length - 1;
    app.step();
  });
  const rename = () => document.querySelectorAll(`[data-option="${s.arm}"]`).forEach((x) => { x.textContent = named(s, s.arm); });
  const name = h("input", { id: "option-name", type: "text", maxlength: LABEL, value: arm.label, placeholder: named(s, s.arm),
    onchange: (e: Event) => { arm.label = (e.target as HTMLInputElement).value.trim(); rename(); app.glide("name"); } });
  const from = select("option-from", t("option.from"), [...(arm.yaml === null ? [] : [[OWN, opened.get(arm.yaml)?.title || t("file.opened")] as [string, string]]),
    ...DESK.scenarios.map((x) => [x.name, word(x.title)] as [string, string])], arm.yaml === null ? arm.scenario : OWN,
    (to) => { if (to !== OWN) { s.arms[s.arm] = armOf(to); app.step(); } });
  const file = h("label", { class: "file", for: "option-file" }, t("file.short"), h("input", { id: "option-file", "aria-label": t("file.open"), type: "file", accept: ".yaml,.yml,text/yaml", onchange: (e: Event) => void take(app, e.target as HTMLInputElement) }));
  const apart = Object.keys(startOf(arm)?.wings ?? {}).length > 0, remove = s.arm > 0 && s.arms.length > 2 ? button("option-remove", t("option.remove", { option: LOOKS[s.arm].letter }), () => {
    s.arms.splice(s.arm, 1);
    s.arm = Math.min(s.arm, s.arms.length - 1);
    app.step();
  }) : null;
  return h("section", { class: "card option", "aria-labelledby": "option-head" }, h("div", { class: "top" }, h("h2", { id: "option-head" }, t("options")), h("div", { class: "tools" }, remove, add)), tabs,
    h("p", { class: "hint" }, t(s.arm ? "option.compared" : "option.reference", { option: LOOKS[s.arm].letter })), h("div", { class: "line" }, from, file),
    h("label", { class: "choice", for: "option-name" }, h("span", {}, t("option.name")), name), apart ? h("p", { class: "hint" }, t("option.wings")) : null);
}

interface Checked { ok: boolean; sets?: Sets; title?: Words | string; errors: Fault[] }
const titleOf = (x: Words | string | undefined) => !x ? "" : typeof x === "string" ? x : word(x);

/** What an opened file sets, asked once for each text. */
export async function learn(text: string): Promise<Checked> {
  const got = await ask<Checked>("/api/check", { yaml: text });
  if (got.ok) opened.set(text, { title: titleOf(got.title), sets: got.sets ?? null });
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
    app.s.arms[into] = { label: "", scenario: DESK.scenarios[0].name, yaml: text, levers: {}, changes: null };
    app.step();
    app.announce(t("file.taken", { name: lettered(app.s, into) }));
  } catch (e) { refuse(file.name, [h("p", {}, spoken(e))]); }
}
function refuse(name: string, what: HTMLElement[]): void {
  dialog(t("file.refused", { name }), h("div", { role: "alert" }, what), h("p", { class: "hint" }, t("file.kept")));
}
