// Curves of the two prisons up to a day, never further: what is not drawn cannot be read.
import * as echarts from "echarts/core";
import { LineChart } from "echarts/charts";
import { GridComponent, MarkLineComponent, MarkPointComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";
import { sized } from "./dom";
import { apart } from "./plot";
import { day as dayWord, num, t } from "./text";

echarts.use([LineChart, GridComponent, MarkLineComponent, MarkPointComponent, SVGRenderer]);
export const COLOURS = ["#12508a", "#b35900"];
const TEXT = "#1c2733";

export interface CurveData {
  a: number[]; b: number[]; upTo: number; days: number; lever: number; digits: number; big: boolean; level?: boolean;
  guess?: { a: number | null; b: number | null; lines?: { a: [number, number][] | null; b: [number, number][] | null } };
}

/** A top that the past alone decides, so that the scale does not tell the end. */
export function topOf(values: number[], upTo: number, days: number, guesses: number[]): number {
  const now = Math.max(...values.slice(0, upTo + 1), 0.0001), early = values[Math.min(upTo, 29)] || now;
  return nice(Math.max(1.25 * now, (early / 30) * days * 1.15, ...guesses.map((x) => x * 1.1)));
}
function nice(x: number): number {
  const p = 10 ** Math.floor(Math.log10(x));
  return ([1, 2, 3, 4, 5, 6, 8, 10].find((k) => k * p >= x) ?? 10) * p;
}

export class Curves {
  readonly box = document.createElement("div");
  private chart: echarts.ECharts | null = null;
  private top = 0;
  private watch = new ResizeObserver(() => this.chart?.resize());

  constructor() { this.box.className = "chart"; this.box.setAttribute("aria-hidden", "true"); }

  show(d: CurveData): void {
    if (!this.box.isConnected || !this.box.clientWidth) return;
    if (!this.chart) {
      this.chart = echarts.init(this.box, null, { renderer: "svg" });
      this.watch.observe(this.box);
    }
    const guesses = [d.guess?.a, d.guess?.b].filter((x): x is number => typeof x === "number");
    const highest = d.a.map((x, k) => Math.max(x, d.b[k]));
    this.top = Math.max(this.top, d.level ? nice(1.25 * Math.max(...highest.slice(0, d.upTo + 1))) : topOf(highest, d.upTo, d.days, guesses));
    const size = d.big ? sized(22) : 13, width = d.big ? sized(4) : 3;
    const frame = { left: d.big ? sized(76) : 52, top: d.big ? sized(32) : 26, bottom: d.big ? sized(46) : 32 }, high = this.chart.getHeight() - frame.top - frame.bottom;
    const shown = [d.a[d.upTo], d.b[d.upTo]].map((y, k) => `${"AB"[k]} ${num(y, d.digits)}`), asked = [d.guess?.a, d.guess?.b];
    const at = [d.a[d.upTo], d.b[d.upTo], ...(d.upTo > 0.75 * d.days ? guesses : [])].map((y) => (1 - y / this.top) * high), kept = apart(at, size * 1.1, -0.4 * size, high - 0.4 * size);
    const moved = (k: number) => [0, (kept[k] ?? 0) - (at[k] ?? 0)], right = Math.max(4, ...shown.map((x) => x.length), guesses.length ? 6 : 0) * size * 0.62 + 14;
    const line = (name: string, values: number[], k: number, guess: number | null | undefined) => ({
      name, type: "line" as const, data: values.slice(0, d.upTo + 1).map((y, x) => [x, y]), showSymbol: false, silent: true,
      lineStyle: { width, color: COLOURS[k], type: k ? ("dashed" as const) : ("solid" as const) }, z: 3 + k,
      markPoint: {
        silent: true, animation: false, data: [
          { coord: [d.upTo, values[d.upTo]], symbol: k ? "triangle" : "circle", symbolSize: 11, itemStyle: { color: COLOURS[k] },
            label: { show: true, formatter: shown[k], position: "right" as const, offset: moved(k), color: TEXT, fontSize: size, fontWeight: 700 } },
          ...(typeof guess === "number" ? [{ coord: [d.days - 1, guess], symbol: "diamond", symbolSize: 14,
            itemStyle: { color: "#fff", borderColor: COLOURS[k], borderWidth: 3 },
            label: { show: true, formatter: t("guess.mark", { side: name, n: num(guess, d.digits) }), position: "right" as const, offset: moved(2 + (k && typeof asked[0] === "number" ? 1 : 0)), color: TEXT, fontSize: size } }] : [])] },
      markLine: k ? undefined : { silent: true, animation: false, symbol: "none", lineStyle: { color: "#5d6b78", type: "dotted" as const, width: 2 },
        label: { formatter: t("lever.day", { day: dayWord(d.lever) }), color: TEXT, fontSize: d.big ? size : size - 1, position: "insideEndTop" as const },
        data: [{ xAxis: d.lever }] },
    });
    this.chart.setOption({
      animation: false, textStyle: { fontFamily: "system-ui, sans-serif" },
      grid: { ...frame, right },
      xAxis: { type: "value", min: 0, max: d.days - 1, interval: 30, name: "", axisLabel: { formatter: (x: number) => dayWord(x), color: TEXT, fontSize: d.big ? size : size - 1, hideOverlap: true },
        splitLine: { show: false }, axisLine: { lineStyle: { color: "#5d6b78" } } },
      yAxis: { type: "value", min: 0, max: this.top, splitNumber: 3, axisLabel: { formatter: (y: number) => num(y, d.digits), color: TEXT, fontSize: d.big ? size : size - 1 }, splitLine: { lineStyle: { color: "#dfe4e9" } } },
      series: [line("A", d.a, 0, d.guess?.a), line("B", d.b, 1, d.guess?.b), ...(["a", "b"] as const).map((k, n) => ({ name: `${k}?`, type: "line" as const, silent: true, showSymbol: false,
        data: d.guess?.lines?.[k] ?? [], lineStyle: { width: width - 1, color: COLOURS[n], type: "dotted" as const }, z: 2 }))],
    }, { lazyUpdate: false });
  }

  close(): void { this.watch.disconnect(); this.chart?.dispose(); this.chart = null; }
}
