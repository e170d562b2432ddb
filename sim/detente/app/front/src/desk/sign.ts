// The mark of an option: a letter on its own colour, in its own shape, with its own line.
import { h, s } from "../dom";
import { LOOKS } from "./options";

export function sign(k: number): HTMLElement {
  return h("b", { class: `sign sign-${LOOKS[k].letter}` }, LOOKS[k].letter);
}
/** Line and mark as they stand in the charts. */
export function sample(k: number): SVGElement {
  const { colour, dash } = LOOKS[k];
  return s("svg", { viewBox: "0 0 40 12", width: 40, height: 12, "aria-hidden": "true", focusable: "false" },
    s("path", { d: "M1 6 H39", stroke: colour, "stroke-width": 3, fill: "none", "stroke-dasharray": dash || "none" }));
}
