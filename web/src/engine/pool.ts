// Several workers run the members of one forecast side by side. A member is addressed by its slot, so who runs it does not
// matter: worker 0 collects all members and summarises them.
import { EngineClient } from "./client";
import { Fans } from "./fans";
import type { ComparedQuantity, EngineText, FolderFiles, ForecastSpec, PlaceNeeds, Ranking, ReadReport, Setting } from "./protocol";

export interface ForecastUpdate { fans: Fans; setting: Setting }

const MOST_WORKERS = 4;

export class EnginePool {
  private readonly workers: EngineClient[];

  constructor(workers = Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 2))) {
    this.workers = Array.from({ length: workers }, () => new EngineClient());
  }

  /** Resolves when all workers have their engine. */
  async ready(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.call({ kind: "start" })));
  }

  async writeFolder(path: string, files: FolderFiles): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.call({ kind: "folder", path, files })));
  }

  /** Prepares a forecast in every worker and describes it, unless its description is known. Rejects with InputFault. */
  async prepare(name: string, spec: ForecastSpec, known?: Setting): Promise<Setting> {
    const [setting] = await Promise.all(
      this.workers.map((worker, i) => worker.call<Setting>({ kind: "prepare", name, spec, describe: i === 0 && !known })));
    return known ?? setting!;
  }

  /** Runs a prepared forecast up to each number of members in turn and summarises there. */
  async run(name: string, setting: Setting, targets: number[], signal: AbortSignal,
            onUpdate: (update: ForecastUpdate) => void | Promise<void>, onProgress: (share: number) => void): Promise<void> {
    const last = targets[targets.length - 1]!;
    let done = 0;
    let finished = 0;
    const progress = (members: number) => onProgress((finished += members) / last);
    for (const target of targets) {
      await Promise.all(this.workers.map((_, w) => this.runShare(w, name, this.shareOf(w, done, target), signal, progress)));
      done = target;
      signal.throwIfAborted();
      const values = await this.collector.call<Float32Array>({ kind: "summarise", name, members: target });
      signal.throwIfAborted();
      await onUpdate({ setting, fans: new Fans(setting, values, target) });
    }
  }

  private get collector(): EngineClient {
    return this.workers[0]!;
  }

  private shareOf(worker: number, from: number, to: number): number[] {
    const slots: number[] = [];
    for (let slot = from; slot < to; ++slot) if (slot % this.workers.length === worker) slots.push(slot);
    return slots;
  }

  private async runShare(w: number, name: string, slots: number[], signal: AbortSignal, progress: (members: number) => void): Promise<void> {
    if (slots.length === 0) return;
    const keep = w === 0;
    const values = await this.workers[w]!.call<Float32Array>({ kind: "run", name, slots, keep }, signal, progress);
    if (!keep) await this.collector.call({ kind: "accept", name, slots, values }, undefined, undefined, [values.buffer as ArrayBuffer]);
  }

  /** Of the series without a location. */
  async difference(base: string, name: string, setting: Setting, members: number): Promise<Fans> {
    const totals = { ...setting, series: setting.series.filter((series) => series.location === "") };
    return new Fans(totals, await this.collector.call<Float32Array>({ kind: "difference", base, name }), members);
  }
  compare(base: string, name: string): Promise<ComparedQuantity[]> {
    return this.collector.call({ kind: "compare", base, name });
  }
  needs(name: string, step: number): Promise<PlaceNeeds[]> {
    return this.collector.call({ kind: "needs", name, step });
  }
  ranking(name: string): Promise<Ranking> {
    return this.collector.call({ kind: "ranking", name });
  }
  text(name: string, what: EngineText): Promise<string> {
    return this.collector.call({ kind: "text", name, what });
  }
  read(text: string, published: string, utcOffset: string, source: string, scenario: string): Promise<ReadReport> {
    return this.collector.call({ kind: "read", text, published, utcOffset, source, scenario });
  }
  async drop(name: string): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.call({ kind: "drop", name })));
  }
}
