// What moves the difference most, and what would turn the ranking: bars against the noise.
import { button, h, s as svg, select, table } from "../dom";
import { num, t, upper, word, written } from "../text";
import { ask, spoken } from "./api";
import type { App } from "./app";
import { progress } from "./compare";
import { OUTCOME } from "./data";
import { between, figure, labelOf, lettered, LOOKS } from "./options";
import type { Bar, Flip, Result } from "./result";
import { pick, verdict, visible } from "./results";

let against = 1;

export function flips(app: App): HTMLElement {
  const { s } = app, result = app.compared.job?.state === "done" ? app.compared.job.result : undefined, head = h("h2", { id: "title", tabindex: -1 }, t("view.flip"));
  if (!result) return h("section", { class: "card" }, head, h("p", {}, t("flip.first")), h("p", {}, button("to-compare", t("flip.go"), () => app.go("compare"), { class: "main" })));
  const fault = h("p", { class: "fault", role: "alert" }), row = pick(app, result), arm = Math.min(against, result.arms.length - 1), difference = row.differences.find((d) => d.arm === arm) ?? row.differences[arm - 1];
  const start = async () => {
    fault.textContent = "";
    try {
      s.flip = (await ask<{ job: string }>("/api/sensitivity", { job: s.job, arm, outcome: row.key })).job;
      app.step();
      document.getElementById("flip-stop")?.focus();
    } catch (e) { fault.textContent = spoken(e); }
  };
  const done = app.flipped.job?.state === "done" ? app.flipped.job.result : undefined, hidden = !!done?.outcome && !s.sensitive && !!OUTCOME.get(done.outcome)?.sensitive, found = hidden ? undefined : done;
  return h("div", {}, h("section", { class: "card" }, head, h("p", { class: "hint" }, t("flip.about")), h("div", { class: "row" },
    result.arms.length > 2 ? select("flip-arm", t("flip.arm"), result.arms.slice(1).map((_, k) => [String(k + 1), lettered(s, k + 1)]), String(arm), (to) => { against = Number(to); app.step(); app.render(); }) : null,
    select("outcome", t("outcome"), visible(app, result).map((o) => [o.key, labelOf(o.key)]), row.key, (to) => { s.outcome = to; app.step(); })),
    h("p", { class: "told" }, t("flip.now", { outcome: labelOf(row.key), option: LOOKS[arm].letter, difference: figure(difference.mean, true), verdict: verdict(difference) })),
    h("p", { class: "row" }, button("flip-start", t("flip.start"), () => void start(), { class: "main", disabled: app.flipped.busy })), fault, progress(app, app.flipped, "flip-stop")),
  hidden ? h("p", { class: "card" }, t("flip.hidden")) : found ? shown(result, found, arm, difference.mean) : null);
}

function shown(result: Result, f: Flip, arm: number, base: number): HTMLElement {
  const at = f.arm ?? arm, now = f.base ?? (f.outcome ? result.outcomes.find((o) => o.key === f.outcome)?.differences[at - 1]?.mean : undefined) ?? base;
  const bars = [...f.tornado].sort((a, b) => reach(b) - reach(a)), most = Math.max(1e-12, ...bars.map(reach), ...bars.map((b) => b.noise)), above = bars.filter((b) => reach(b) > b.noise);
  const turn = Math.abs(now) <= most ? -now : null, kind = (b: Bar) => h("span", {}, word(b.label), " ", h("small", {}, t(`flip.${b.kind === "lever" ? "lever" : "parameter"}`), range(b), b.assumed ? [" ", h("span", { class: "assumed" }, t("assumed"))] : null));
  const compared = result.outcomes.find((o) => o.key === f.outcome)?.differences[at - 1], doubt = !!f.sign && !!compared && verdict(compared) === t("verdict.open");
  const legend = [t("flip.legend"), turn === null ? t("flip.never") : t("flip.turn")].join(" ");
  return h("div", {}, h("section", { class: "card", "aria-labelledby": "flips-head", id: "flips" }, h("h3", { id: "flips-head", tabindex: -1 }, t("flips")),
    doubt ? h("p", { class: "told", id: "flips-doubt" }, t("flips.doubt")) : null,
    f.sign === 0 ? h("p", {}, t("flips.open")) : f.flips.length ? h("ul", {}, f.flips.map((x) => h("li", {}, upper(word(x.sentence))))) : h("p", {}, t("flips.none")), f.base === undefined ? null : h("p", { class: "hint" }, t("flips.base", { difference: figure(f.base, true), range: between(f.low ?? NaN, f.high ?? NaN, true) })), h("p", { class: "hint" }, t("flips.noise", { noise: figure(f.noise_floor) }))),
  h("section", { class: "card", "aria-labelledby": "tornado-head", id: "tornado" }, h("h3", { id: "tornado-head" }, f.outcome ? t("tornado.of", { outcome: labelOf(f.outcome), option: LOOKS[at].letter }) : t("tornado")),
    h("p", {}, t("tornado.said", { n: num(above.length), all: num(bars.length), first: bars.length ? word(bars[0].label) : "–" })), h("p", { class: "hint" }, legend),
    table(t("tornado.table"), [t("flip.what"), t("flip.effect"), t("flip.low"), t("flip.high")], bars.map((b) => [kind(b), drawn(b, most, turn), figure(b.low_effect, true), figure(b.high_effect, true)]), { class: "tornado" })));
}
const bare = (x: number) => written(x, { maximumSignificantDigits: 3 });
const range = (b: Bar) => b.low === undefined || b.high === undefined ? "" : `, ${t("interval", { low: bare(b.low), high: bare(b.high) })} ${b.unit ? word(b.unit) : ""}`.trimEnd();
const reach = (b: Bar) => Math.max(Math.abs(b.low_effect), Math.abs(b.high_effect));

/** One bar around today's difference: a disc at the low end of the range, a triangle at its high end, the noise behind. */
function drawn(b: Bar, most: number, turn: number | null): Node {
  const { noise } = b, x = (v: number) => 150 + v / most * 138, a = x(b.low_effect), z = x(b.high_effect), quiet = reach(b) <= noise;
  const parts = [svg("rect", { x: x(-noise), y: 0, width: Math.max(1, x(noise) - x(-noise)), height: 22, fill: "#e3e8ed", stroke: "#7d8a96" }), svg("path", { d: "M150 0V22", stroke: "#5d6b78", "stroke-width": 1 }),
    svg("rect", { x: Math.min(a, z), y: 7, width: Math.max(1, Math.abs(z - a)), height: 8, fill: quiet ? "#fff" : "#4a78a8", stroke: "#12355b", "stroke-width": 1 }),
    svg("circle", { cx: a, cy: 11, r: 5, fill: "#fff", stroke: "#12355b", "stroke-width": 2 }), svg("path", { d: `M${z} 4L${z + 6} 17H${z - 6}Z`, fill: "#12355b" })];
  if (turn !== null) parts.push(svg("path", { d: `M${x(turn)} 0V22`, stroke: "#8f1d1d", "stroke-width": 2.5, "stroke-dasharray": "4 3" }));
  return svg("svg", { viewBox: "0 0 300 22", class: "bar", "aria-hidden": "true", focusable: "false" }, ...parts) as unknown as Node;
}
