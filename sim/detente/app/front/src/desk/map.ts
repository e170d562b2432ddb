// France from the coordinates of its establishments: no tiles, nothing to fetch. The list beside it does the same by keyboard.
import { h, s } from "../dom";
import { num, t } from "../text";
import { DESK, type Place } from "./data";

// A coast and border drawn by hand, only to find one's way: longitude and latitude, in tenths of a degree.
const COAST = "24,510 16,508 15,501 2,497 1,493 -12,493 -13,497 -19,497 -16,487 -20,487 -31,488 -47,485 -47,480 -44,478 -34,477 -28,475 -22,473 " +
  "-21,469 -18,465 -12,462 -11,456 -12,446 -15,435 -18,433 -7,430 0,427 7,428 14,425 18,424 31,424 31,430 36,434 46,434 54,432 61,430 67,433 " +
  "73,437 75,438 76,442 69,445 70,449 66,451 71,454 68,459 68,463 61,462 61,466 66,471 70,475 76,476 78,485 82,490 71,491 64,495 58,495 50,497 48,501 41,503 31,508 24,510";
const CORSICA = "94,430 95,421 92,414 87,416 86,423 87,426 93,427 94,430";
const WIDTH = 320, HEIGHT = 338, SOUTH = 41.2;
const DEGREE = 29.6, SQUEEZE = Math.cos(46.5 * Math.PI / 180);
const at = (lon: number, lat: number): [number, number] => [8 + (lon + 5) * DEGREE * SQUEEZE, 298 - (lat - SOUTH) * DEGREE];
const inside = (p: Place) => p.lat !== null && p.lon !== null && p.lat > 41 && p.lat < 51.5 && p.lon > -6 && p.lon < 10;
const line = (text: string) => `M${text.split(" ").map((x) => at(Number(x.split(",")[0]) / 10, Number(x.split(",")[1]) / 10).map((v) => v.toFixed(1)).join(" ")).join("L")}Z`;

export class Map186 {
  readonly box: HTMLElement;
  private dots = new Map<string, SVGElement>();

  constructor(pick: (p: Place) => void) {
    const away = DESK.places.filter((p) => !inside(p)), svg = s("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true", focusable: "false" },
      ...[COAST, CORSICA].map((x) => s("path", { d: line(x), class: "coast" })), s("path", { d: `M4 306 H${WIDTH - 4}`, class: "coast" }));
    const words = s("text", { x: 6, y: 331 });
    words.textContent = t("map.away");
    svg.append(words);
    const add = (p: Place, x: number, y: number) => {
      const title = s("title", {}), dot = s("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: 4, class: "dot" }, title);
      title.textContent = `${p.label} (${p.department})`;
      dot.addEventListener("click", () => pick(p));
      svg.append(dot);
      this.dots.set(p.name, dot);
    };
    DESK.places.filter(inside).forEach((p) => add(p, ...at(p.lon!, p.lat!)));
    away.forEach((p, k) => add(p, 92 + k % 16 * 14, 327));
    this.box = h("figure", { class: "map" }, svg as unknown as Node, h("figcaption", {}, t("map.caption", { n: num(DESK.places.length) })));
  }

  /** Those that the search leaves, and the one chosen. */
  show(left: Set<string>, chosen: string | null): void {
    for (const [name, dot] of this.dots) {
      dot.setAttribute("class", name === chosen ? "dot chosen" : left.has(name) ? "dot" : "dot faint");
      dot.setAttribute("r", name === chosen ? "7" : "4");
    }
  }
}
