// Play, pause, days, speed: one bar, the same under every replay.
import { button, h, select } from "./dom";
import type { App } from "./app";
import { SPEEDS } from "./clock";
import { day, num, t } from "./text";

export function transport(app: App): HTMLElement {
  const { clock, s, b } = app;
  const play = button("play", "", () => clock.toggle(), { class: "main play" });
  const scrub = h("input", { id: "scrub", type: "range", min: 0, max: b.days - 1, step: 1, value: clock.day, "aria-label": t("scrub"),
    oninput: (e: Event) => { clock.pause(); clock.go((e.target as HTMLInputElement).valueAsNumber + 0.5); } });
  const shown = h("output", { id: "day", class: "day" });
  const tick = (_: number, playing: boolean) => {
    play.textContent = playing ? t("pause") : t("play");
    scrub.value = String(clock.day);
    scrub.setAttribute("aria-valuetext", t("day.of", { day: day(clock.day), days: num(b.days) }));
    shown.textContent = t("day.of", { day: day(clock.day), days: num(b.days) });
  };
  app.ticks.push(tick);
  tick(clock.time, clock.playing);
  return h("div", { class: "transport", role: "group", "aria-label": t("transport") },
    button("prev-day", "◀", () => { clock.pause(); clock.go(clock.day - 1 + 0.5); }, { "aria-label": t("previous.day") }), play,
    button("next-day", "▶", () => { clock.pause(); clock.go(clock.day + 1 + 0.5); }, { "aria-label": t("next.day") }),
    button("next-incident", t("next.incident"), () => toNext(app)), scrub, shown,
    select("speed", t("speed"), SPEEDS.map((x) => [String(x), num(x, x < 1 ? 2 : 0)]), String(s.speed), (to) => { s.speed = clock.speed = Number(to); app.remember(); }));
}

/** Go to the next assault, in either prison, and say what it is. */
export function toNext(app: App): void {
  app.clock.pause();
  const found = app.next(app.clock.day);
  if (!found) { app.announce(t("no.more")); return; }
  app.clock.go(found.e.day + (found.e.slot + 0.5) / 5);
}
