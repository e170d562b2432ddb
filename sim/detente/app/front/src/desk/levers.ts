// Levers in groups: what is plausible is marked on the track, what stood before too, and what is only assumed is said.
import { button, h } from "../dom";
import { lang, t, tn, word } from "../text";
import type { App } from "./app";
import { DESK, said, type Lever, type Value } from "./data";
import { before, move, reset, same, shown, standing, stepOf, typed, unitOf } from "./options";

const share = (x: Lever, v: number) => (v - x.low) / (x.high - x.low);
const along = (f: number) => `calc(9px + (100% - 18px) * ${f.toFixed(4)})`;
const idOf = (x: Lever) => `lever-${x.key.replace(/\./g, "-")}`;

export function levers(app: App): HTMLElement {
  const rows = new Map<string, () => void>(), counts: (() => void)[] = [];
  const touched = (key: string) => { const row = /^(response\.\w+\.)/.exec(key)?.[1]; for (const [k, fill] of rows) if (k === key || row && k.startsWith(row)) fill(); };
  const fold = (id: string, name: string, items: Lever[], body: Node[]) => {
    const many = h("small", {}), count = () => { const n = items.filter((x) => !same(standing(app.s, app.s.arm, x.key), before(app.s, app.s.arm, x.key))).length; many.textContent = n ? tn("moved.count", n) : ""; };
    counts.push(count);
    count();
    return h("details", { id, class: "group" }, h("summary", { id: `${id}-head` }, name, " ", many), ...body);
  };
  const box = h("section", { class: "card levers", "aria-labelledby": "levers-head" }, h("h2", { id: "levers-head" }, t("levers")), h("p", { class: "hint" }, legend()));
  for (const group of new Set(DESK.levers.map((x) => x.group))) {
    const mine = DESK.levers.filter((x) => x.group === group), plain = mine.filter((x) => !x.key.startsWith("response.")), kinds = new Map<string, Lever[]>();
    for (const x of mine) if (!plain.includes(x)) kinds.set(x.key.split(".")[1], [...(kinds.get(x.key.split(".")[1]) ?? []), x]);
    const body: Node[] = plain.map((x) => row(app, x, word(x.label), rows, touched, counts));
    for (const [kind, all] of kinds) {
      const [head, own] = apart(all.map((x) => word(x.label)));
      body.push(fold(`answers-${kind}`, head, all, [h("p", { class: "hint" }, t("answers.sum")), ...all.map((x, k) => row(app, x, own[k], rows, touched, counts))]));
    }
    box.append(fold(`group-${group}`, t(`group.${group}`), mine, body));
  }
  box.append(h("p", { class: "row" }, button("levers-reset", t("levers.reset"), () => { app.s.arms[app.s.arm].levers = {}; app.step(); })));
  return box;
}

function legend(): Node[] {
  return [h("span", { class: "key-band" }), document.createTextNode(` ${t("legend.plausible")}  `), h("span", { class: "key-tick" }, "▼"),
    document.createTextNode(` ${t("legend.before")}  `), h("span", { class: "assumed" }, t("assumed")), document.createTextNode(` ${t("legend.assumed")}`)];
}

/** What labels share, and what is each one's own. */
export function apart(labels: string[]): [string, string[]] {
  let a = 0, b = 0;
  const first = labels[0], least = Math.min(...labels.map((x) => x.length));
  while (a < least && labels.every((x) => x[a] === first[a])) a++;
  while (b < least - a && labels.every((x) => x[x.length - 1 - b] === first[first.length - 1 - b])) b++;
  while (a > 0 && first[a - 1] !== " ") a--;
  while (b > 0 && first[first.length - b] !== " ") b--;
  const end = first.slice(first.length - b).trim(), start = first.slice(0, a).trim();
  return [end ? `${start} … ${end}` : start.replace(/\s*:$/, ""), labels.map((x) => x.slice(a, x.length - b).trim())];
}

function row(app: App, x: Lever, name: string, rows: Map<string, () => void>, touched: (key: string) => void, counts: (() => void)[]): HTMLElement {
  const { s } = app, id = idOf(x), label = h("label", { for: id, id: `${id}-name` }, name);
  const back = button(`${id}-reset`, "↺", () => { reset(s, s.arm, x.key); after(); document.getElementById(id)?.focus(); }, { class: "back", "aria-label": t("lever.reset", { lever: word(x.label) }), title: t("lever.reset", { lever: word(x.label) }) });
  const note = h("span", { class: "note", id: `${id}-note` });
  const after = () => { touched(x.key); counts.forEach((count) => count()); app.glide(`${s.arm} ${x.key}`); };
  const set = (value: Value) => { move(s, s.arm, x.key, value); after(); };
  const source = h("details", { class: "source", id: `${id}-source` }, h("summary", { id: `${id}-source-head`, "aria-label": t("source.of", { lever: word(x.label) }) }, t("source")),
    h("p", {}, said(x.source, lang) || t("source.none")), x.assumed ? null : h("p", { class: "hint" }, t("source.key", { key: x.evidence })));
  const head = h("div", { class: "lever-head" }, label, x.assumed ? h("span", { class: "assumed" }, t("assumed")) : null, source);
  let fill: () => void, control: HTMLElement;
  if (x.choices) {
    const box = h("select", { id, onchange: () => set(box.value) }, x.choices.map((c) => h("option", { value: c }, shown(x, c))));
    control = h("div", { class: "lever-line" }, box, back);
    fill = () => { box.value = String(standing(s, s.arm, x.key)); };
  } else [control, fill] = slider(app, x, id, back, note, set);
  const line = h("div", { class: "lever" }, head, control, note);
  rows.set(x.key, () => { fill(); const moved = !same(standing(s, s.arm, x.key), before(s, s.arm, x.key)); line.classList.toggle("moved", moved); back.hidden = !moved; });
  rows.get(x.key)!();
  return line;
}

function slider(app: App, x: Lever, id: string, back: HTMLElement, note: HTMLElement, set: (v: Value) => void): [HTMLElement, () => void] {
  const { s } = app, step = stepOf(x), usual = before(s, s.arm, x.key) as number;
  const range = h("input", { id, type: "range", min: x.low, max: x.high, step: "any", "aria-describedby": `${id}-marks`,
    oninput: () => set(tidy(range.valueAsNumber)),
    onkeydown: (e: Event) => {
      const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[(e as KeyboardEvent).key];
      if (by === undefined) return;
      e.preventDefault();
      set(tidy((standing(s, s.arm, x.key) as number) + by * step));
    } });
  const tidy = (v: number) => Math.min(x.high, Math.max(x.low, Number((Math.round(v / step) * step).toFixed(6))));
  const entry = h("input", { id: `${id}-value`, type: "text", inputmode: "decimal", autocomplete: "off", "aria-label": t("lever.value", { lever: word(x.label), unit: unitOf(x) }), "aria-describedby": `${id}-note`,
    onchange: () => {
      const v = typed(entry.value), ok = v >= x.low && v <= x.high;
      entry.setAttribute("aria-invalid", String(!ok));
      if (ok) set(v);
      else { note.textContent = t("lever.refused", { low: shown(x, x.low), high: shown(x, x.high) }); app.announce(note.textContent); }
    } });
  const band = h("span", { class: "band" }), tick = h("span", { class: "tick" }, "▼"), track = h("div", { class: "track" }, band, tick, range);
  band.style.left = along(share(x, x.plausible[0]));
  band.style.right = `calc(100% - ${along(share(x, x.plausible[1]))})`;
  tick.style.left = along(Math.min(1, Math.max(0, share(x, usual))));
  for (const mark of [band, tick]) mark.setAttribute("aria-hidden", "true");
  const marks = h("p", { class: "sr", id: `${id}-marks` }, t("lever.marks", { low: shown(x, x.plausible[0]), high: shown(x, x.plausible[1]), before: shown(x, usual) }));
  const fill = () => {
    const v = standing(s, s.arm, x.key) as number;
    range.value = String(v);
    range.setAttribute("aria-valuetext", `${shown(x, v)} ${unitOf(x)}`);
    entry.value = shown(x, v);
    entry.removeAttribute("aria-invalid");
    note.textContent = v < x.plausible[0] || v > x.plausible[1] ? t("lever.outside", { low: shown(x, x.plausible[0]), high: shown(x, x.plausible[1]) }) : "";
  };
  return [h("div", { class: "lever-line" }, track, entry, h("span", { class: "unit" }, unitOf(x)), back, marks), fill];
}
