// One place for what the page knows; panels subscribe and read, actions write.
import type { Fans } from "../engine/fans";
import type { ComparedQuantity, Diagnostic, Fit, PlaceNeeds, Setting } from "../engine/protocol";
import type { Statistic } from "../engine/fans";
import type { Change } from "./changes";

export interface ScenarioOffer { id: string; title: string }

/** A what-if with its answer, as far as it has come. */
export interface WhatIfResult {
  name: string;
  changes: Change[];
  setting: Setting;
  fans: Fans;
  difference: Fans;
  comparison: ComparedQuantity[];
  milliseconds: number;
}

export interface Faults { name: string; diagnostics: Diagnostic[] }

export interface AppState {
  offers: ScenarioOffer[];
  setting: Setting | undefined;
  base: Fans | undefined;
  /** Members of the base wanted in the end. */
  progress: { share: number; what: "base" | "draft" } | undefined;
  step: number;
  playing: boolean;
  /** Seconds since 1970; undefined: the scenario's own. */
  asOf: number | undefined;
  /** The base's members come from it; none: from the priors. */
  fit: Fit | undefined;
  /** Share done of a fit that runs. */
  fitting: number | undefined;
  statistic: Extract<Statistic, "mean" | "q50" | "q95">;
  needs: PlaceNeeds[];
  draft: Change[];
  draftResult: WhatIfResult | undefined;
  kept: WhatIfResult[];
  /** Index in `kept`, or the draft, or the base. */
  shown: number | "draft" | "base";
  distrusted: ReadonlySet<string>;
  /** Claims accepted from reports, as rows of claims.csv under one head; empty: none. */
  accepted: string[][];
  faults: Faults | undefined;
  failure: string | undefined;
}

export const initialState: AppState = {
  offers: [], setting: undefined, base: undefined, progress: undefined, step: 0, playing: false, asOf: undefined, fit: undefined, fitting: undefined, statistic: "mean",
  needs: [], draft: [], draftResult: undefined, kept: [], shown: "base", distrusted: new Set(), accepted: [], faults: undefined, failure: undefined,
};

export type Listener = (state: AppState, changed: ReadonlySet<keyof AppState>) => void;

export class Store {
  private state: AppState = initialState;
  private readonly listeners: Listener[] = [];
  private changed = new Set<keyof AppState>();

  get(): AppState {
    return this.state;
  }
  /** Listeners are told once a frame of everything that changed. */
  set(patch: Partial<AppState>): void {
    if (this.changed.size === 0) requestAnimationFrame(() => this.tell());
    for (const key of Object.keys(patch) as (keyof AppState)[]) if (patch[key] !== this.state[key]) this.changed.add(key);
    this.state = { ...this.state, ...patch };
  }
  subscribe(listener: Listener): void {
    this.listeners.push(listener);
  }
  private tell(): void {
    const changed = this.changed;
    this.changed = new Set();
    for (const listener of this.listeners) listener(this.state, changed);
  }
}

/** The forecast that map and charts show. */
export function shownFans(state: AppState): Fans | undefined {
  if (state.shown === "draft") return state.draftResult?.fans ?? state.base;
  if (state.shown === "base") return state.base;
  return state.kept[state.shown]?.fans ?? state.base;
}

/** The moment after a step. */
export function timeOf(setting: Setting, step: number): number {
  return setting.start + (step + 1) * setting.step_seconds;
}
