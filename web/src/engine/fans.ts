// Quantiles and means of every series at every step.
import type { Setting } from "./protocol";

export const STATISTICS = ["q05", "q25", "q50", "q75", "q95", "mean"] as const;
export type Statistic = (typeof STATISTICS)[number];

export class Fans {
  private readonly index = new Map<string, number>();
  /** Members summarised. */
  constructor(readonly setting: Setting, private readonly values: Float32Array, readonly members: number) {
    setting.series.forEach((s, i) => this.index.set(`${s.target}|${s.location}`, i));
  }
  has(target: string, location = ""): boolean {
    return this.index.has(`${target}|${location}`);
  }
  /** 0 where the series does not exist. */
  at(target: string, location: string, step: number, statistic: Statistic): number {
    return this.line(target, location, statistic)?.[step] ?? 0;
  }
  /** A series over all steps; a view, not a copy. */
  line(target: string, location: string, statistic: Statistic): Float32Array | undefined {
    const series = this.index.get(`${target}|${location}`);
    if (series === undefined) return undefined;
    const { steps, series: all } = this.setting;
    const begin = (STATISTICS.indexOf(statistic) * all.length + series) * steps;
    return this.values.subarray(begin, begin + steps);
  }
  peak(target: string, location: string, statistic: Statistic): number {
    return (this.line(target, location, statistic) ?? new Float32Array(1)).reduce((a, b) => Math.max(a, b), 0);
  }
}
