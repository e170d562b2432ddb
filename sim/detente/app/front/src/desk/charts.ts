// The charts: lines told apart by dash and label, fans by week, a tornado; each is also a sentence and a table beside it.
import * as echarts from "echarts/core";
import { CustomChart, LineChart } from "echarts/charts";
import { GridComponent, MarkLineComponent, MarkPointComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";
import { num } from "../text";
import { figure, LOOKS } from "./options";

echarts.use([LineChart, CustomChart, GridComponent, MarkLineComponent, MarkPointComponent, SVGRenderer]);
const TEXT = "#1c2733", GREY = "#5d6b78", PALE = "#dfe4e9";
export const GRID = { left: 56, right: 62, top: 14, bottom: 28 };
type Option = echarts.EChartsCoreOption;

const all = new Set<Chart>();
/** Give back what is no longer on the page. */
export const sweep = () => all.forEach((x) => { if (!x.box.isConnected) x.close(); });

/** A box that draws itself once it has a size, and again when that changes. */
export class Chart {
  readonly box = document.createElement("div");
  private chart: echarts.ECharts | null = null;
  private option: Option | null = null;
  private watch = new ResizeObserver(() => this.fit());

  constructor(height: number) {
    this.box.className = "chart";
    this.box.style.height = `${height}px`;
    this.box.setAttribute("aria-hidden", "true");
    this.watch.observe(this.box);
    all.add(this);
  }
  show(option: Option): void { this.option = option; this.fit(); }
  private fit(): void {
    if (!this.option || !this.box.clientWidth) return;
    if (this.chart) this.chart.resize(); else this.chart = echarts.init(this.box, null, { renderer: "svg" });
    this.chart.setOption({ animation: false, textStyle: { fontFamily: "system-ui, sans-serif", color: TEXT }, ...this.option }, { notMerge: true });
  }
  close(): void { this.watch.disconnect(); this.chart?.dispose(); this.chart = null; all.delete(this); }
}

const label = { color: TEXT, fontSize: 12 };
const axis = { axisLabel: { ...label, hideOverlap: true }, axisLine: { lineStyle: { color: GREY } }, splitLine: { show: false } };
const upright = (max?: number, min?: number) => ({ ...axis, type: "value", scale: false, min, max, splitNumber: 3, axisLabel: { ...label, formatter: (y: number) => figure(y) }, splitLine: { lineStyle: { color: PALE } } });

export interface Line { option: number; values: number[] }

/** Curves by day, each named at its end. */
export function curves(lines: Line[], lowest: number | undefined): Option {
  const ends = lines.map((x) => x.values[x.values.length - 1]), apart = (k: number) => ends.filter((y) => y > ends[k]).length ? 7 : ends.length > 1 ? -7 : 0;
  return { grid: GRID, xAxis: { ...axis, type: "value", min: 0, max: Math.max(1, lines[0].values.length - 1), interval: 60, axisLabel: { ...label, formatter: (x: number) => num(x + 1), hideOverlap: true } }, yAxis: { ...upright(), min: lowest },
    series: lines.map(({ option, values }, k) => ({ type: "line", data: values.map((y, x) => [x, y]), showSymbol: false, silent: true, z: 3 + k,
      lineStyle: { width: 2.6, color: LOOKS[option].colour, type: LOOKS[option].line },
      markPoint: { silent: true, animation: false, data: [{ coord: [values.length - 1, ends[k]], symbol: LOOKS[option].mark, symbolSize: 9, itemStyle: { color: LOOKS[option].colour },
        label: { show: true, position: "right", offset: [2, apart(k)], formatter: `${LOOKS[option].letter} ${figure(ends[k])}`, color: TEXT, fontWeight: 700, fontSize: 12 } }] } })) };
}

/** Half and nine tenths of the years around the middle one, week by week; the reference's middle as a thin line. */
export function fan(option: number, weeks: number[][], reference: number[][] | null, top: number, bottom: number): Option {
  const last = weeks.length - 1, higher = !reference ? 0 : reference[last][2] >= weeks[last][2] ? -6 : 6;
  const { colour, line, letter } = LOOKS[option], at = (k: number) => weeks.map((w, x) => [x + 1, w[k]]);
  const band = (low: number, high: number, opacity: number, z: number) => ({ type: "custom", silent: true, z, data: [0], encode: { x: -1, y: -1 }, clip: true,
    renderItem: (_: unknown, api: { coord(p: number[]): number[] }) => ({ type: "polygon", silent: true, style: { fill: colour, opacity },
      shape: { points: [...at(low), ...at(high).reverse()].map((p) => api.coord(p)) } }) });
  const middle = (values: number[][], k: number, width: number, dash: unknown, tint: string, name: string, shift = 0) => ({ type: "line", z: 5 + k, silent: true, showSymbol: false, data: values, lineStyle: { width, type: dash, color: tint },
    markPoint: { silent: true, animation: false, data: [{ coord: values[values.length - 1], symbol: "circle", symbolSize: 1, label: { show: true, position: "right", formatter: name, color: TEXT, fontWeight: k ? 700 : 400, fontSize: 12, offset: [2, shift] } }] } });
  return { grid: { ...GRID, right: 34 }, xAxis: { ...axis, type: "value", min: 1, max: Math.max(2, weeks.length), interval: 8, axisLabel: { ...label, formatter: (x: number) => num(x), hideOverlap: true } }, yAxis: upright(top, bottom),
    series: [band(0, 4, 0.2, 2), band(1, 3, 0.4, 3), ...(reference ? [middle(reference.map((w, x) => [x + 1, w[2]]), 0, 1.5, "dashed", TEXT, "A", higher)] : []), middle(at(2), 1, 3, line, colour, letter, -higher)] };
}
export const topOf = (all: number[][][]) => nice(Math.max(1e-9, ...all.flat().map((w) => w[4])));
export const bottomOf = (all: number[][][]) => { const low = Math.min(...all.flat().map((w) => w[0])); return low < 0 ? -nice(-low) : 0; };
function nice(x: number): number {
  const p = 10 ** Math.floor(Math.log10(x));
  return ([1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((k) => k * p >= x) ?? 10) * p;
}
