// Quantiles and means of every series at every step.
import type { Contradiction, Setting } from "./protocol";

export const STATISTICS = ["q05", "q25", "q50", "q75", "q95", "mean"] as const;
export type Statistic = (typeof STATISTICS)[number];

export class Fans {
  private readonly index = new Map<string, number>();
  /** Members summarised; the probability that a way out is open at the as-of time or opens after it; whether clearly more arrive than are away from home at the end; known counts contradicted. */
  constructor(readonly setting: Setting, private readonly values: Float32Array, readonly members: number, readonly wayOutOpens = 0, readonly arrivalsExceedAway = false,
              readonly contradictions: Contradiction[] = []) {
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
  /** The first step that ends after the as-of time, or the last one. */
  get ahead(): number {
    const { as_of, start, step_seconds, steps } = this.setting;
    return Math.min(Math.max(Math.floor((as_of - start) / step_seconds), 0), steps - 1);
  }
  /** The largest value from step `from` on. */
  peak(target: string, location: string, statistic: Statistic, from = 0): number {
    return (this.line(target, location, statistic) ?? new Float32Array(1)).subarray(from).reduce((a, b) => Math.max(a, b), 0);
  }
}
