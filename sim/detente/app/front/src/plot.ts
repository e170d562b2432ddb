// A small curve in SVG, as wide as its place: axes, lines, upright marks; what the drawn prediction and the close views share.
import { h, s } from "./dom";
import type { App } from "./app";

export const INK = "#1c2733", SOFT = "#4a5866";
export interface Line { points: [number, number | null][]; colour: string; dash?: string; width?: number; label?: string; shift?: number }
export interface Upright { x: number; label: string; dash?: string }
export interface Plot {
  width: number; height: number; x: [number, number]; y: [number, number]; xTicks: number[]; yTicks: number[];
  xLabel: (x: number) => string; yLabel: (y: number) => string; lines: Line[]; uprights?: Upright[]; size: number; title?: string;
}
export interface Drawn { svg: SVGElement; px: (x: number) => number; py: (y: number) => number; ux: (px: number) => number; uy: (py: number) => number; bottom: number }

export function text(x: number, y: number, words: string, size: number, props: Record<string, string | number> = {}): SVGElement {
  const made = s("text", { x, y, "font-size": size, fill: INK, ...props });
  made.textContent = words;
  return made;
}

export function plot(p: Plot): Drawn {
  const left = p.size * 2.6, right = p.size * 1.4, top = p.size * 1.6, low = p.size * 1.9, w = p.width - left - right, high = p.height - top - low;
  const px = (x: number) => left + ((x - p.x[0]) / (p.x[1] - p.x[0])) * w, py = (y: number) => top + (1 - (y - p.y[0]) / (p.y[1] - p.y[0])) * high;
  const svg = s("svg", { viewBox: `0 0 ${p.width} ${p.height}`, width: p.width, height: p.height, "font-family": "system-ui, sans-serif" });
  for (const y of p.yTicks) {
    svg.append(s("path", { d: `M${left} ${py(y)}H${left + w}`, stroke: y === p.y[0] ? SOFT : "#dfe4e9", "stroke-width": 1 }));
    svg.append(text(left - 6, py(y) + p.size * 0.35, p.yLabel(y), p.size, { "text-anchor": "end" }));
  }
  for (const x of p.xTicks) svg.append(text(px(x), p.height - p.size * 0.4, p.xLabel(x), p.size, { "text-anchor": "middle" }));
  if (p.title) svg.append(text(left + 5, top + p.size * 1.1, p.title, p.size, { fill: SOFT }));
  for (const u of p.uprights ?? []) {
    svg.append(s("path", { d: `M${px(u.x)} ${top - 2}V${top + high}`, stroke: SOFT, "stroke-width": 2, "stroke-dasharray": u.dash ?? "2 4" }));
    const late = px(u.x) > p.width * 0.7;
    svg.append(text(px(u.x) + (late ? -4 : 4), top - p.size * 0.35, u.label, p.size, late ? { "text-anchor": "end" } : {}));
  }
  const named: { x: number; y: number; line: Line }[] = [];
  for (const line of p.lines) {
    let d = "", pen = false, last: [number, number] | null = null;
    for (const [x, y] of line.points) {
      if (y === null || Number.isNaN(y)) { pen = false; continue; }
      d += `${pen ? "L" : "M"}${px(x).toFixed(1)} ${py(y).toFixed(1)}`;
      [pen, last] = [true, [x, y]];
    }
    if (!d || !last) continue;
    svg.append(s("path", { d, fill: "none", stroke: line.colour, "stroke-width": (line.width ?? 3) * Math.max(1, p.size / 22), ...(line.dash ? { "stroke-dasharray": line.dash } : {}) }));
    if (line.label) named.push({ x: px(last[0]) + (line.shift ?? 5), y: py(last[1]), line });
  }
  const at = apart(named.map((x) => x.y), p.size * 1.05, p.size * 0.5, top + high);
  named.forEach(({ x, line }, k) => svg.append(text(Math.min(x, p.width - 2), at[k] + p.size * 0.35, line.label!, p.size, { "font-weight": 700, fill: line.colour,
    ...(x + line.label!.length * p.size * 0.6 > p.width ? { "text-anchor": "end", dx: -(line.shift ?? 5), dy: -p.size * 0.7 } : {}) })));
  return { svg, px, py, bottom: top + high, ux: (at) => p.x[0] + ((at - left) / w) * (p.x[1] - p.x[0]), uy: (at) => p.y[0] + (1 - (at - top) / high) * (p.y[1] - p.y[0]) };
}

/** Heights of labels, moved as little as keeps them from lying on each other, between two bounds. */
export function apart(heights: number[], room: number, top: number, bottom: number): number[] {
  const order = heights.map((_, k) => k).sort((a, b) => heights[a] - heights[b]), out = [...heights];
  for (let turn = 0; turn < 60; turn++) {
    order.forEach((k, n) => {
      const over = n ? out[order[n - 1]] + room - out[k] : 0;
      if (over > 0.1) { out[order[n - 1]] -= over / 2; out[k] += over / 2; }
    });
    order.forEach((k) => { out[k] = Math.min(bottom, Math.max(top, out[k])); });
  }
  return out;
}

/** A place that is drawn again whenever its size changes. */
export function fitted(app: App, className: string, draw: (width: number, height: number) => Node): HTMLElement {
  const box = h("div", { class: className });
  let was = "";
  const fit = (): void => {
    const size = `${box.clientWidth}x${box.clientHeight}`;
    if (box.clientWidth < 40 || size === was) return;
    was = size;
    box.replaceChildren(draw(box.clientWidth, box.clientHeight));
  };
  const watch = new ResizeObserver(fit);
  watch.observe(box);
  app.closing.push(() => watch.disconnect());
  return box;
}

/** Whole numbers that cut a range into three or four. */
export function ticks(low: number, high: number, most = 4): number[] {
  const raw = (high - low) / most, p = 10 ** Math.floor(Math.log10(raw)), step = [1, 2, 2.5, 5, 10].map((k) => k * p).find((k) => k >= raw) ?? raw;
  const out: number[] = [];
  for (let x = Math.ceil(low / step - 1e-9) * step; x <= high + 1e-9; x += step) out.push(Math.abs(x) < 1e-12 ? 0 : x);
  return out;
}
