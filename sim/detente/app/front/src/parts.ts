// The parts of a step: side by side on a desk; one at a time on a projector, where each has the whole screen.
import { button, h } from "./dom";
import type { App } from "./app";
import { t } from "./text";

export interface Part { key: string; label: string; body: () => HTMLElement }

/** The parts to draw now; on a projector the one chosen, and the buttons for the others put at the foot of the page. */
export function parts(app: App, list: Part[]): HTMLElement[] {
  if (!app.s.projector || list.length < 2) return list.map((p) => p.body());
  const chosen = list.find((p) => p.key === app.s.part[app.s.step]) ?? list[0];
  app.partKeys = list.map((p) => p.key);
  app.partKey = chosen.key;
  app.tabs = h("nav", { class: "parts", "aria-label": t("parts") }, list.map((p) =>
    button(`part-${p.key}`, p.label, () => app.show(p.key), { "aria-pressed": String(p === chosen) })));
  return [chosen.body()];
}
