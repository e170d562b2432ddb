// A curve over the whole year for one prison or two, with a line where the replay stands. Drawn once; only the line moves.
import * as echarts from "echarts/core";
import { COLOURS } from "../chart";
import { h } from "../dom";
import { day, num, t } from "./text";

const TEXT = "#1c2733", LINE = "#5d6b78";

export interface Curve { values: number[][]; digits: number; lever: number }

export class YearChart {
  readonly box = h("div", { class: "chart", "aria-hidden": "true" });
  private cursor = h("div", { class: "cursor" });
  private plot = h("div", { class: "plot" });
  private chart: echarts.ECharts | null = null;
  private curve: Curve | null = null;
  private at = 0;
  private watch = new ResizeObserver(() => { this.chart?.resize(); this.move(this.at); });

  constructor() { this.box.append(this.plot, this.cursor); }

  show(curve: Curve): void {
    this.curve = curve;
    if (!this.plot.clientWidth) return;
    if (!this.chart) {
      this.chart = echarts.init(this.plot, null, { renderer: "svg" });
      this.watch.observe(this.box);
    }
    const days = curve.values[0].length, ends = curve.values.map((x) => x[days - 1]);
    const line = (values: number[], k: number) => ({
      type: "line" as const, data: values.map((y, x) => [x, y]), showSymbol: false, silent: true, z: 3 + k,
      lineStyle: { width: 2.5, color: COLOURS[k], type: k ? ("dashed" as const) : ("solid" as const) },
      endLabel: { show: ends.length > 1, formatter: "AB"[k], color: COLOURS[k], fontSize: 14, fontWeight: 700 as const, distance: 4,
        offset: [0, ends.length > 1 ? (ends[k] >= ends[1 - k] ? -6 : 6) : 0] },
      markLine: k || !curve.lever ? undefined : { silent: true, animation: false, symbol: "none", lineStyle: { color: LINE, type: "dotted" as const, width: 2 },
        label: { formatter: t("lever.day", { day: day(curve.lever) }), color: TEXT, fontSize: 12, position: "insideEndTop" as const }, data: [{ xAxis: curve.lever }] },
    });
    this.chart.setOption({
      animation: false, textStyle: { fontFamily: "system-ui, sans-serif" }, grid: { left: 52, right: 26, top: 14, bottom: 40 },
      xAxis: { type: "value", min: 0, max: days - 1, interval: 30, name: t("lab.axis"), nameLocation: "middle", nameGap: 24, nameTextStyle: { color: TEXT, fontSize: 12 },
        axisLabel: { formatter: (x: number) => day(x), color: TEXT, fontSize: 12, hideOverlap: true }, splitLine: { show: false }, axisLine: { lineStyle: { color: LINE } } },
      yAxis: { type: "value", min: 0, splitNumber: 3, axisLabel: { formatter: (y: number) => num(y, curve.digits), color: TEXT, fontSize: 12 }, splitLine: { lineStyle: { color: "#dfe4e9" } } },
      series: curve.values.map(line),
    }, { notMerge: true });
    this.move(this.at);
  }

  /** Put the line on a day. */
  move(to: number): void {
    this.at = to;
    if (!this.chart || !this.curve) return;
    const x = this.chart.convertToPixel({ xAxisIndex: 0 }, to) as unknown as number;
    if (Number.isFinite(x)) this.cursor.style.transform = `translateX(${x}px)`;
  }

  close(): void { this.watch.disconnect(); this.chart?.dispose(); this.chart = null; }
}
