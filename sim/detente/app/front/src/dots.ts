// Frequencies as dots: twenty years, twenty sequels; each dot is one of them, in the order of the seeds.
import { h, s, sized } from "./dom";

export type Dot = "less" | "equal" | "more" | "none";

const FILL: Record<Dot, string> = { less: "#12508a", equal: "#ffffff", more: "#b35900", none: "#ffffff" };

/** One dot: a filled disc, an empty disc with a bar, a filled triangle; a dashed ring for what is not drawn yet. */
export function dot(kind: Dot, size = 22): SVGElement {
  const ring = { fill: FILL[kind], stroke: kind === "more" ? "#6e3700" : "#12355b", "stroke-width": 2 };
  const shape = kind === "more" ? s("path", { d: "M12 3 L21 20 L3 20 Z", ...ring })
    : s("circle", { cx: 12, cy: 12, r: 8.5, ...ring, ...(kind === "none" ? { "stroke-dasharray": "3 4", stroke: "#5d6b78" } : {}) });
  const made = s("svg", { viewBox: "0 0 24 24", width: sized(size), height: sized(size), "aria-hidden": "true", focusable: "false" }, shape);
  if (kind === "equal") made.append(s("path", { d: "M8 12 H16", stroke: "#12355b", "stroke-width": 2.5 }));
  return made;
}

export function dots(kinds: Dot[], sentence: string, size = 22): HTMLElement {
  return h("div", { class: "dots", role: "img", "aria-label": sentence }, kinds.map((kind) => dot(kind, size)));
}
