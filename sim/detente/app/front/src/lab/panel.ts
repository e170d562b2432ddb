// A chart with what it says in a sentence, and its values in a table; and the table of what differs.
import type { Difference } from "../bundle";
import { fold, h, select, table } from "../dom";
import type { Lab } from "./lab";
import { YearChart } from "./chart";
import { day, num, t, word } from "./text";

/** One chart: counts since the first day, or means of a state. */
export function panel(app: Lab, kind: "count" | "mean"): HTMLElement {
  const names = kind === "count" ? app.counts() : app.means(), asked = app.model.get(kind) as string;
  const name = names.includes(asked) ? asked : names[0], what = t(`${kind}.${name}`), level = kind === "mean";
  const values = app.b.runs.map((_, k) => app.series(k, name)), digits = level ? 3 : 0, last = app.b.days - 1;
  const chart = new YearChart(), sentence = h("p", { class: "told", id: `${kind}-said` });
  app.closing.push(() => chart.close());
  let said = -1;
  app.ticks.push((time) => {
    const d = app.clock.day;
    chart.move(Math.min(last, time));
    if (d === said) return;
    said = d;
    const [a, b] = values, key = `lab.${b ? "two" : "one"}${level ? ".mean" : ""}`, at = (x: number[] | undefined, d: number) => (x ? num(x[d], digits) : "");
    sentence.textContent = t(key, { what, day: day(d), a: at(a, d), b: at(b, d), end: at(a, last), end_a: at(a, last), end_b: at(b, last) });
  });
  requestAnimationFrame(() => { app.speak(); chart.show({ values, digits: level ? 2 : 0, lever: app.b.lesson.day }); });
  const days = [...Array(Math.floor(app.b.days / 30)).keys()].map((k) => k * 30 + 29);
  if (!days.length || days[days.length - 1] !== last) days.push(last);
  const head = [t("day"), ...(values.length > 1 ? ["A", "B"] : [t("lab.value")])];
  return h("section", { class: "panel", "aria-label": t(`lab.${kind}s`) },
    h("h3", {}, t(`lab.${kind}s`)),
    select(kind, t("lab.choose"), names.map((x) => [x, t(`${kind}.${x}`)]), name, (to) => { app.choose(kind, to); app.update(); }),
    chart.box, sentence,
    fold(`${kind}-table`, t("curve.values"), table(what, head, days.map((d) => [day(d), ...values.map((x) => num(x[d], digits))]), { class: "small" })));
}

/** The levers that the two prisons do not share, and from when. */
export function differs(app: Lab): HTMLElement | null {
  if (app.b.runs.length < 2) return null;
  const rows = app.b.raw.differs as (Difference & { only_first?: boolean })[];
  if (!rows.length) return h("p", { class: "hint" }, t("lab.differs.none"));
  const written = (x: string | number, unit: string) => (typeof x === "number" ? `${num(x, Number.isInteger(x) ? 0 : Math.min(4, String(x).split(".")[1]?.length ?? 2))} ${unit}` : x);
  const from = (x: Difference) => (!x.day ? t("lab.differs.first") : !x.wings ? t("lab.differs.day", { day: day(x.day) })
    : t("lab.differs.wings", { day: day(x.day), wings: x.wings.map((w) => "ABCDEFGHIJ"[w]).join(", ") }));
  return fold("differs", t("lab.differs", { n: num(rows.length) }), table(t("lab.differs", { n: num(rows.length) }), [t("lab.differs.lever"), "A", "B", t("lab.differs.from")],
    rows.map((x) => {
      const unit = t(`unit.${x.unit}`), [a, b] = x.only_first ? [x.now, x.was] : [x.was, x.now];
      return [word(x), written(a, unit), written(b, unit), from(x)];
    }), { class: "small" }));
}
