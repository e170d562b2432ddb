// Step 2. The room says what it expects, before anything is shown; then it is locked.
import { button, h, table } from "../dom";
import type { App } from "../app";
import { Curves } from "../chart";
import { day, num, t } from "../text";

export function predict(app: App): HTMLElement {
  const p = app.s.prediction, upTo = app.b.lesson.day - 1, days = app.b.days, chart = new Curves();
  app.closing.push(() => chart.close());
  const draw = () => chart.show({ a: app.run(0).cumulative.assaults, b: app.run(1).cumulative.assaults, upTo, days, lever: app.b.lesson.day,
    digits: 0, big: app.s.projector, guess: { a: p.without, b: p.with } });
  requestAnimationFrame(draw);
  const so_far = app.total(0, upTo);
  const figure = (key: "without" | "with") => h("label", { class: "figure", for: `guess-${key}` }, h("span", {}, t(`guess.${key}`)),
    h("input", { id: `guess-${key}`, type: "number", min: so_far, max: 999, step: 1, inputmode: "numeric", disabled: p.locked, value: p[key] ?? "",
      oninput: (e: Event) => {
        const x = (e.target as HTMLInputElement).valueAsNumber;
        p[key] = Number.isFinite(x) ? Math.min(999, Math.max(0, Math.round(x))) : null;
        app.remember(); draw();
      } }));
  const lockable = p.without !== null && p.with !== null;
  return h("main", { class: "step two" },
    h("section", {},
      h("h2", { id: "title", tabindex: -1 }, t("predict.title")),
      h("p", { class: "question" }, t("predict.ask", { day: day(days - 1) })),
      h("p", {}, t("predict.known", { n: num(so_far), day: day(upTo) })),
      figure("without"), figure("with"),
      h("h3", {}, t("predict.hands")),
      h("div", { class: "hands" }, (["less", "same", "more"] as const).map((key) => counter(app, `hand-${key}`, t(`predict.${key}`), p[key], p.locked, (n) => { p[key] = n; app.remember(); }))),
      h("p", { class: "row" },
        p.locked ? h("strong", { class: "locked" }, t("predict.locked")) : button("lock", t("predict.lock"), () => {
          if (p.without === null || p.with === null) { app.announce(t("predict.missing")); document.getElementById(p.without === null ? "guess-without" : "guess-with")?.focus(); return; }
          p.locked = true; app.update();
        }, { class: "main" }),
        !p.locked && !p.passed ? button("pass", t("pass"), () => { p.passed = true; app.step(3); }) : null),
      !p.locked && !lockable ? h("p", { class: "hint" }, t("predict.missing")) : null),
    h("section", { class: "grow" },
      h("h3", {}, t("curve.assaults")), chart.box,
      table(t("curve.table"), [t("day"), "A", "B"], [29, 59, upTo].filter((d, k, all) => d <= upTo && all.indexOf(d) === k).map((d) => [day(d), num(app.total(0, d)), num(app.total(1, d))]), { class: "small" })));
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
