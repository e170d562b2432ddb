// Step 2. The room says what it expects, before anything is shown; then it is locked.
import { button, h, table } from "../dom";
import type { App } from "../app";
import { Drawing, typed } from "../draw";
import { parts } from "../parts";
import type { Side } from "../session";
import { day, num, t } from "../text";

export function predict(app: App): HTMLElement {
  const p = app.s.prediction, upTo = app.b.lesson.day - 1, big = app.s.projector, inputs: Partial<Record<Side, HTMLInputElement>> = {};
  const drawing = new Drawing(app, () => {
    for (const side of ["without", "with"] as Side[]) if (inputs[side]) inputs[side]!.value = p[side] === null ? "" : String(p[side]);
    hint();
  });
  const missing = h("p", { class: "hint", id: "missing" });
  const hint = () => { missing.textContent = p.locked ? "" : p.without === null || p.with === null ? t("predict.missing") : t("predict.ready"); };
  const so_far = app.total(0, upTo);
  const figure = (side: Side, k: number) => {
    inputs[side] = h("input", { id: `guess-${side}`, type: "number", min: so_far, max: 999, step: 1, inputmode: "numeric", disabled: p.locked, value: p[side] ?? "",
      oninput: (e: Event) => {
        const x = (e.target as HTMLInputElement).valueAsNumber;
        typed(app, side, Number.isFinite(x) ? Math.round(x) : null);
        app.remember(); drawing.again(); hint();
      } });
    return h("div", { class: "figure" }, h("label", { for: `guess-${side}` }, h("b", { class: `in-${"AB"[k]}` }, "AB"[k]), " ", t(`side.${"AB"[k]}`)), inputs[side]);
  };
  const pens = (["without", "with"] as Side[]).map((side, k) => button(`draw-${side}`, t("draw.side", { side: "AB"[k] }), () => { p.side = side; app.update(); }, { "aria-pressed": String(p.side === side) }));
  const clear = button("clear", t("draw.clear", { side: p.side === "with" ? "B" : "A" }), () => { p[p.side] = null; p.drawn[p.side] = null; app.update(); });
  const tools = p.locked ? null : h("div", { class: "row", role: "group", "aria-label": t("part.draw") }, pens, clear);
  hint();
  const title = h("h2", { id: "title", tabindex: -1 }, t("predict.title"));
  const locking = h("p", { class: "row" },
    p.locked ? h("strong", { class: "locked" }, t("predict.locked")) : button("lock", t("predict.lock"), () => {
      if (p.without === null || p.with === null) { app.announce(t("predict.missing")); document.getElementById(p.without === null ? "guess-without" : "guess-with")?.focus(); return; }
      p.locked = true; app.update();
    }, { class: "main" }),
    !p.locked && !p.passed ? button("pass", t("pass"), () => { p.passed = true; app.step(3); }) : null);
  const hands = h("div", { class: "hands" }, (["less", "same", "more"] as const).map((key) => counter(app, `hand-${key}`, t(`predict.${key}`), p[key], p.locked, (n) => { p[key] = n; app.remember(); })));
  const ask = h("p", { class: "question" }, t("predict.ask", { day: day(app.b.days - 1) })), said = h("p", {}, t("predict.known", { n: num(so_far), day: day(upTo) }));
  const dates = table(t("curve.table"), [t("day"), "A", "B"], [29, 59, upTo].filter((d, k, all) => d <= upTo && all.indexOf(d) === k).map((d) => [day(d), num(app.total(0, d)), num(app.total(1, d))]), { class: "small" });
  const draw = () => h("section", { class: "grow" }, big ? title : h("h3", {}, t("curve.assaults")), big ? ask : null, p.locked ? null : h("p", { class: "hint" }, t("draw.how")), big ? null : tools, drawing.box,
    big ? [h("div", { class: "beside" }, figure("without", 0), figure("with", 1)), h("div", { class: "row" }, tools, locking)] : dates);
  const count = () => h("section", {}, title, big ? h("p", { class: "question" }, t("predict.hands")) : [ask, said, figure("without", 0), figure("with", 1), missing, h("h3", {}, t("predict.hands"))], hands, big ? [said, dates, locking] : locking);
  return h("main", { class: "step two" }, parts(app, big ? [{ key: "draw", label: t("part.draw"), body: draw }, { key: "hands", label: t("part.hands"), body: count }]
    : [{ key: "hands", label: t("part.hands"), body: count }, { key: "draw", label: t("part.draw"), body: draw }]));
}

/** A count typed with + and −: hands raised in the room, nobody's name. */
export function counter(app: App, id: string, label: string, value: number, off: boolean, act: (n: number) => void): HTMLElement {
  const shown = h("output", { id: `${id}-n`, "aria-live": "polite" }, num(value));
  let n = value;
  const move = (by: number) => { n = Math.min(99, Math.max(0, n + by)); shown.textContent = num(n); act(n); };
  void app;
  return h("div", { class: "counter", role: "group", "aria-label": label }, h("span", { class: "label" }, label),
    button(`${id}-minus`, "−", () => move(-1), { "aria-label": t("minus", { label }), disabled: off }), shown,
    button(`${id}-plus`, "+", () => move(1), { "aria-label": t("plus", { label }), disabled: off }));
}
