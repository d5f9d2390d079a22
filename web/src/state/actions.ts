// What the page can do. Runs are started, cancelled and collected here and nowhere else.
import { InputFault } from "../engine/engine";
import type { Fans } from "../engine/fans";
import type { EnginePool } from "../engine/pool";
import type { EngineText, FolderFiles, ForecastSpec, Ranking, ReadReport, Setting } from "../engine/protocol";
import { Clock } from "../i18n";
import { changesTables, toText, type Change } from "./changes";
import type { AppState, Store, WhatIfResult } from "./store";
import { toCsv } from "../data/csv";
import { rootOf, type Opened } from "../data/folder";

/** A forecast is shown from the first of these on, and refined. */
const BASE_MEMBERS = [20, 50];
const DRAFT_MEMBERS = [50];
const ALL_MEMBERS = 200;
const FEWEST_MEMBERS = 5;
/** For the members of one forecast; the engine holds them twice, for base and what-if, in the 2 GB that a page has. */
const MEMBERS_BYTES = 400e6;
const BASE = "base";
const DRAFT = "draft";
const SEED = 1;
/** Folder of the claims that were accepted, laid over the scenario. */
const ACCEPTED = "/accepted";

/** How many members a forecast has in the end: fewer where a scenario is so large that more would not fit. */
function membersOf(setting: Setting): number {
  const fit = Math.floor(MEMBERS_BYTES / (Float32Array.BYTES_PER_ELEMENT * setting.series.length * setting.steps));
  return Math.max(FEWEST_MEMBERS, Math.min(ALL_MEMBERS, fit));
}

function targetsOf(first: number[], all: number): number[] {
  return [...first.filter((members) => members < all), all];
}

export class Actions {
  private opened: Opened | undefined;
  private baseRun = new AbortController();
  private draftRun = new AbortController();
  private fitRun = new AbortController();
  private baseFirst: Promise<void> = Promise.resolve();
  private needsAsked = 0;

  constructor(private readonly store: Store, private readonly pool: EnginePool) {}

  /** Puts a folder in place of the one before; faults are shown and leave the one before in place. */
  async open(name: string, files: FolderFiles): Promise<void> {
    const opened = rootOf(name, files);
    if (!opened) {
      this.store.set({ faults: { name, diagnostics: [] } });
      return;
    }
    this.cancelAll();
    await this.pool.writeFolder(opened.path, opened.files);
    const before = this.opened;
    this.opened = opened;
    const fresh = { asOf: undefined, draft: [], draftResult: undefined, kept: [], shown: "base" as const, distrusted: new Set<string>(), accepted: [], fit: undefined };
    let setting: Setting;
    try {
      setting = await this.pool.prepare(BASE, this.baseSpec({ ...this.store.get(), ...fresh, setting: undefined }));
    } catch (error) {
      this.opened = before;
      this.fail(error, name);
      return;
    }
    this.store.set({ ...fresh, base: undefined, setting: undefined, faults: setting.warnings.length > 0 && before ? { name, diagnostics: setting.warnings } : undefined });
    await this.runBase(setting);
  }

  /** The forecast as it would have looked at a moment (undefined: the scenario's own). */
  async setAsOf(asOf: number | undefined): Promise<void> {
    const before = this.store.get().asOf;
    this.store.set({ asOf, fit: undefined });
    if (!(await this.runBase())) this.store.set({ asOf: before });
  }

  async setTrust(speaker: string, trusted: boolean): Promise<void> {
    const distrusted = new Set(this.store.get().distrusted);
    if (trusted) distrusted.delete(speaker);
    else distrusted.add(speaker);
    this.store.set({ distrusted, fit: undefined });
    await this.runBase();
  }

  /** Fits the base to the counts known at its as-of time, and shows it then. */
  async fitToCounts(): Promise<void> {
    const { setting } = this.store.get();
    if (!setting) return;
    const { signal } = (this.fitRun = new AbortController());
    this.store.set({ fitting: 0 });
    try {
      const fit = await this.pool.fit(this.baseSpec(this.store.get()), membersOf(setting), signal, (share) => signal.aborted || this.store.set({ fitting: share }));
      this.store.set({ fit, fitting: undefined });
      await this.runBase();
    } catch (error) {
      this.fail(error, this.opened?.name ?? "");
    } finally {
      if (this.fitRun.signal === signal) this.store.set({ fitting: undefined });
    }
  }

  cancelFit(): void {
    this.fitRun.abort();
  }

  read(text: string, published: number, source: string): Promise<ReadReport> {
    const clock = new Clock(this.store.get().setting?.utc_offset_seconds ?? 0);
    const scenario = this.opened?.kind === "scenario" ? this.opened.path : "";
    return this.pool.read(text, clock.iso(published), "+00:00", source, scenario);
  }

  /** Lays accepted claims over the scenario; the first row is the head. Taken back if the scenario cannot take them. */
  async accept(rows: string[][]): Promise<void> {
    const before = this.store.get().accepted;
    this.store.set({ accepted: rows, fit: undefined });
    await this.pool.writeFolder(ACCEPTED, { "claims.csv": new TextEncoder().encode(toCsv(rows)) });
    if (!(await this.runBase()) && rows.length > 1) await this.accept(before);
  }

  setStep(step: number): void {
    const { setting } = this.store.get();
    if (!setting) return;
    this.store.set({ step: Math.max(0, Math.min(setting.steps - 1, Math.round(step))) });
  }

  setDraft(draft: Change[]): void {
    this.store.set({ draft, shown: draft.length > 0 ? "draft" : "base", ...(draft.length === 0 ? { draftResult: undefined } : {}) });
    void this.runDraft();
  }

  keepDraft(name: string): void {
    const { draftResult, kept } = this.store.get();
    if (!draftResult) return;
    this.store.set({ kept: [...kept, { ...draftResult, name }], draft: [], draftResult: undefined, shown: kept.length });
  }

  removeKept(index: number): void {
    const { kept } = this.store.get();
    this.store.set({ kept: kept.filter((_, i) => i !== index), shown: "base" });
  }

  /** Runs what-ifs of a file one after the other and keeps them. */
  async addWhatIfs(list: { name: string; changes: Change[] }[]): Promise<void> {
    for (const { name, changes } of list) {
      this.store.set({ draft: changes, shown: "draft" });
      await this.runDraft();
      this.keepDraft(name);
    }
  }

  /** Needs at the shown hour; only of the base. */
  async refreshNeeds(): Promise<void> {
    const { base, step } = this.store.get();
    if (!base) return;
    const asked = ++this.needsAsked;
    const needs = await this.pool.needs(BASE, step);
    if (asked === this.needsAsked) this.store.set({ needs });
  }

  /** What is worth checking, from the base as far as it has come. */
  ranking(): Promise<Ranking> {
    return this.pool.ranking(BASE);
  }

  text(what: EngineText): Promise<string> {
    return this.pool.text(BASE, what);
  }

  private baseSpec({ asOf, distrusted, accepted, fit, setting }: AppState): ForecastSpec {
    const opened = this.opened!;
    if (opened.kind === "flee") return { kind: "flee", input: opened.input, data: opened.data, settings: opened.settings, seed: SEED };
    return {
      kind: "scenario", folder: opened.path, as_of: asOf === undefined ? "" : new Clock(setting?.utc_offset_seconds ?? 0).iso(asOf), set: [],
      trust: [...distrusted].map((speaker) => `${speaker}=0`), overlays: accepted.length > 1 ? [ACCEPTED] : [], changes: [], seed: SEED, ...(fit ? { fit: JSON.stringify(fit) } : {}),
    };
  }

  /** What-ifs are made from the base that is prepared, with its fit. */
  private draftSpec(state: AppState): ForecastSpec {
    return { ...this.baseSpec({ ...state, fit: undefined }), changes: state.draft.map(toText), base: BASE } as ForecastSpec;
  }

  /** False where the input cannot be used. */
  private async runBase(prepared?: Setting): Promise<boolean> {
    this.cancelAll();
    const { signal } = (this.baseRun = new AbortController());
    let first!: () => void;
    this.baseFirst = new Promise((resolve) => (first = resolve));
    // What-ifs that were kept belong to the base they were asked of.
    this.store.set({ progress: { share: 0, what: "base" }, failure: undefined, shown: this.store.get().draft.length > 0 ? "draft" : "base" });
    try {
      const setting = prepared ?? (await this.pool.prepare(BASE, this.baseSpec(this.store.get())));
      const change = this.store.get().setting?.id === setting.id;
      this.store.set({ setting, ...(change ? {} : { step: stepAt(setting, setting.as_of) }) });
      await this.pool.run(BASE, setting, targetsOf(BASE_MEMBERS, membersOf(setting)), signal, ({ fans }) => {
        this.store.set({ base: fans });
        first();
      }, (share) => signal.aborted || this.store.set({ progress: { share, what: "base" } }));
      this.store.set({ progress: undefined });
      if (this.store.get().draft.length > 0) void this.runDraft();
      return true;
    } catch (error) {
      this.fail(error, this.opened?.name ?? "");
      return !(error instanceof InputFault);
    } finally {
      first();
    }
  }

  private async runDraft(): Promise<void> {
    this.draftRun.abort();
    const { signal } = (this.draftRun = new AbortController());
    const { draft } = this.store.get();
    if (draft.length === 0 || !this.store.get().base) return;
    const begin = performance.now();
    try {
      await this.baseFirst;
      signal.throwIfAborted();
      const base = this.store.get().base!;
      const known = draft.some(changesTables) ? undefined : this.store.get().setting;
      const setting = await this.pool.prepare(DRAFT, this.draftSpec(this.store.get()), known);
      const targets = targetsOf(DRAFT_MEMBERS, Math.min(membersOf(setting), base.members));
      await this.pool.run(DRAFT, setting, targets, signal, async ({ fans }) => {
        const draftResult = await this.answerOf(draft, setting, fans, begin);
        if (!signal.aborted) this.store.set({ draftResult });
      }, (share) => signal.aborted || this.store.set({ progress: { share, what: "draft" } }));
      if (this.store.get().progress?.what === "draft") this.store.set({ progress: undefined });
    } catch (error) {
      this.fail(error, draft.map(toText).join(", "));
    }
  }

  private async answerOf(changes: Change[], setting: Setting, fans: Fans, begin: number): Promise<WhatIfResult> {
    const milliseconds = performance.now() - begin;
    const [comparison, difference] = await Promise.all([
      setting.ruleset === "flee" ? [] : this.pool.compare(BASE, DRAFT), this.pool.difference(BASE, DRAFT, setting, fans.members)]);
    return { name: "", changes, setting, fans, difference, comparison, milliseconds };
  }

  private cancelAll(): void {
    this.baseRun.abort();
    this.draftRun.abort();
    this.fitRun.abort();
  }

  /** Shows what went wrong: faults of an input in a dialogue, anything else in the place of the answer. */
  fail(error: unknown, name: string): void {
    if (error instanceof DOMException && error.name === "AbortError") return;
    this.store.set({ progress: undefined });
    if (error instanceof InputFault) this.store.set({ faults: { name, diagnostics: error.diagnostics } });
    else this.store.set({ failure: error instanceof Error ? error.message : String(error) });
  }
}

function stepAt(setting: Setting, time: number): number {
  return Math.max(0, Math.min(setting.steps - 1, Math.round((time - setting.start) / setting.step_seconds) - 1));
}
