// One series over time: 50 and 90 % bands, median and expectation, counts as they became known, the hour and the as-of flag.
import uPlot from "uplot";
import { STATISTICS, type Fans } from "../engine/fans";
import type { ObservationInfo } from "../engine/protocol";
import { about, count, t, type Clock } from "../i18n";
import { h, setText } from "../ui/dom";

/** `signed`: a difference, with zero in view and both signs. */
export interface ChartSpec { target: string; location: string; title: string; unit: string; signed?: boolean }

export interface ChartData { fans: Fans; base: Fans | undefined; observations: ObservationInfo[]; times: number[]; asOf: number; step: number; clock: Clock }

export interface ChartEvents { onTime: (seconds: number) => void; onAsOf: ((seconds: number) => void) | undefined }

const HEIGHT_PX = 168;
const LEAST_AXIS_PX = 56;
const LETTER_PX = 7;

/** Room for the widest label of an axis, millions too. */
function widthOf(labels: string[] | null): number {
  return Math.max(LEAST_AXIS_PX, ...(labels ?? []).map((label) => 12 + LETTER_PX * label.length));
}

/** A range that holds zero, with some air. */
function around(min: number, max: number): [number, number] {
  const low = Math.min(0, min);
  const high = Math.max(0, max);
  const air = 0.06 * Math.max(1, high - low);
  return [low < 0 ? low - air : 0, high + air];
}

/** A bar with an arrow: so many or more (up, -1), or less (down, 1). */
function drawBound(ctx: CanvasRenderingContext2D, x: number, y: number, radius: number, direction: number): void {
  const tip = y + direction * 3 * radius;
  ctx.moveTo(x - radius, y);
  ctx.lineTo(x + radius, y);
  ctx.moveTo(x, y);
  ctx.lineTo(x, tip);
  ctx.moveTo(x - 0.8 * radius, tip - direction * radius);
  ctx.lineTo(x, tip);
  ctx.lineTo(x + 0.8 * radius, tip - direction * radius);
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--chart-${name}`).trim();
}

export class FanChart {
  readonly element: HTMLElement;
  private plot: uPlot | undefined;
  private data: ChartData | undefined;
  private readonly holder = h("div", { class: "chart-holder" });
  private readonly now = h("div", { class: "chart-now", "aria-hidden": "true" });
  private readonly flag = h("div", { class: "chart-flag", title: t("time.asOfHelp"), "aria-hidden": "true" });
  private readonly reading = h("span", { class: "chart-reading" });
  private width = 0;

  constructor(readonly spec: ChartSpec, private readonly events: ChartEvents) {
    const title = h("span", { class: "chart-title" }, spec.title);
    this.element = h("figure", { class: "chart" }, h("figcaption", {}, title, this.reading), this.holder);
    this.element.dataset["target"] = spec.target;
    new ResizeObserver(() => this.resize()).observe(this.holder);
    this.followPointer();
  }

  show(data: ChartData): void {
    this.data = data;
    if (this.plot && this.plot.data[0]!.length === data.times.length) this.plot.setData(this.columns(data), true);
    else this.build(data);
    this.overlay();
  }

  /** Only the hour moves: nothing is drawn anew. */
  setStep(step: number): void {
    if (!this.data) return;
    this.data = { ...this.data, step };
    this.overlay();
  }

  rebuild(): void {
    if (this.data) this.build(this.data);
    this.overlay();
  }

  private columns(data: ChartData): uPlot.AlignedData {
    const { target, location } = this.spec;
    const lines = STATISTICS.map((statistic) => data.fans.line(target, location, statistic) ?? new Float32Array(data.times.length));
    const base = data.base?.line(target, location, "q50") ?? data.times.map(() => null);
    return [data.times, ...lines, base] as unknown as uPlot.AlignedData;
  }

  private build(data: ChartData): void {
    this.plot?.destroy();
    this.width = this.holder.clientWidth || 320;
    const line = colour("line");
    const band = { fill: colour("band"), stroke: "transparent", points: { show: false }, width: 0 };
    const axis = { stroke: colour("ink"), grid: { stroke: colour("grid"), width: 1 }, ticks: { show: false }, font: "12px system-ui, sans-serif" };
    this.plot = new uPlot({
      width: this.width, height: HEIGHT_PX, legend: { show: false }, cursor: { show: false }, padding: [18, 22, 0, 0],
      scales: { x: { time: false }, y: { range: (_, min, max) => (this.spec.signed ? around(min, max) : [0, this.top(max)]) } },
      axes: [
        { ...axis, splits: (u) => this.midnights(u.scales["x"]!.min!, u.scales["x"]!.max!), values: (_, ticks) => ticks.map((s) => data.clock.shortDate(s)), size: 28 },
        { ...axis, size: (_, labels) => widthOf(labels), space: 32, values: (_, ticks) => ticks.map((v) => count(v)) },
      ],
      series: [{}, { ...band, fill: undefined! }, { ...band, fill: undefined! }, { stroke: line, width: 2, points: { show: false } }, { ...band, fill: undefined! },
        { ...band, fill: undefined! }, { stroke: line, width: 1.5, dash: [5, 4], points: { show: false } },
        { stroke: colour("base"), width: 1.5, dash: [2, 3], points: { show: false } }],
      bands: [{ series: [5, 1], fill: colour("band90") }, { series: [4, 2], fill: colour("band50") }],
      hooks: { draw: [(u) => this.drawCounts(u)] },
    }, this.columns(data), this.holder);
    this.plot.over.append(this.now, this.flag);
  }

  private top(max: number): number {
    const observed = (this.data?.observations ?? []).reduce((most, o) => Math.max(most, o.value), 0);
    return Math.max(1, max, observed) * 1.06;
  }

  private midnights(min: number, max: number): number[] {
    const offset = this.data!.clock.fromLocal("1970-01-01T00:00");
    const days = (max - min) / 86400;
    const every = 86400 * Math.max(1, Math.ceil(days / Math.max(2, Math.floor(this.width / 90))));
    const ticks: number[] = [];
    for (let s = Math.ceil((min - offset) / every) * every + offset; s <= max; s += every) ticks.push(s);
    return ticks;
  }

  private drawCounts(u: uPlot): void {
    const data = this.data;
    if (!data) return;
    const { ctx } = u;
    const radius = 3.5 * devicePixelRatio;
    ctx.save();
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.setLineDash([]);
    for (const o of data.observations) {
      const known = o.published !== null && o.published < data.asOf;
      const x = u.valToPos(o.time, "x", true);
      const y = u.valToPos(o.value, "y", true);
      ctx.strokeStyle = ctx.fillStyle = colour(known ? "known" : "later");
      ctx.beginPath();
      const bound = { at_least: -1, at_most: 1 }[o.qualifier];
      if (bound === undefined) ctx.arc(x, y, radius, 0, 2 * Math.PI);
      else drawBound(ctx, x, y, radius, bound);
      if (known && bound === undefined) ctx.fill();
      ctx.stroke();
    }
    ctx.restore();
  }

  private overlay(): void {
    const { data, plot } = this;
    if (!data || !plot) return;
    const { target, location, title, unit } = this.spec;
    const time = data.times[data.step] ?? data.times[0]!;
    this.now.style.transform = `translateX(${plot.valToPos(time, "x")}px)`;
    const first = data.times[0]!;
    const last = data.times[data.times.length - 1]!;
    this.flag.style.transform = `translateX(${plot.valToPos(Math.max(first, Math.min(last, data.asOf)), "x")}px)`;
    this.flag.hidden = this.events.onAsOf === undefined;
    // People and vehicles are whole.
    const shown = (value: number) => about(target.includes("hours") ? value : Math.round(value));
    const at = (statistic: "q05" | "q50" | "q95" | "mean") => shown(data.fans.at(target, location, data.step, statistic));
    const short = `${at("q50")} (${at("q05")}–${at("q95")})`;
    setText(this.reading, short);
    this.holder.setAttribute("role", "img");
    this.holder.setAttribute("aria-label", t("chart.describe", { title, time: data.clock.moment(time), median: at("q50"), unit, low: at("q05"), high: at("q95") }));
  }

  private resize(): void {
    const width = this.holder.clientWidth;
    if (!this.plot || width === this.width || width === 0) return;
    this.width = width;
    this.plot.setSize({ width, height: HEIGHT_PX });
    this.overlay();
  }

  /** Pointing into the chart moves the hour; dragging the flag moves the as-of time. */
  private followPointer(): void {
    let dragging: "time" | "flag" | undefined;
    const secondsAt = (event: PointerEvent) => this.plot!.posToVal(event.clientX - this.plot!.over.getBoundingClientRect().left, "x");
    this.holder.addEventListener("pointerdown", (event) => {
      if (!this.plot) return;
      dragging = event.target === this.flag ? "flag" : "time";
      this.holder.setPointerCapture(event.pointerId);
      if (dragging === "time") this.events.onTime(secondsAt(event));
    });
    this.holder.addEventListener("pointermove", (event) => {
      if (!dragging || !this.plot) return;
      if (dragging === "time") this.events.onTime(secondsAt(event));
      else this.flag.style.transform = `translateX(${this.plot.valToPos(secondsAt(event), "x")}px)`;
    });
    this.holder.addEventListener("pointerup", (event) => {
      if (dragging === "flag" && this.plot) this.events.onAsOf?.(secondsAt(event));
      dragging = undefined;
    });
    this.holder.addEventListener("pointercancel", () => { dragging = undefined; this.overlay(); });
  }
}
