// Several workers run the members of one forecast side by side. A member is addressed by its slot, so who runs it does not
// matter: worker 0 collects all members and summarises them.
import wasmUrl from "@engine/corridor.wasm?url";
import { EngineClient } from "./client";
import { Fans } from "./fans";
import type { ComparedQuantity, Contradiction, EngineText, Fit, FolderFiles, ForecastSpec, PlaceNeeds, Ranking, ReadReport, Setting } from "./protocol";

export interface ForecastUpdate { fans: Fans; setting: Setting }

const MOST_WORKERS = 4;
const MOST_MEMBERS_AT_ONCE = 8;

/** Compiled once, while it arrives, for all workers. */
async function compileEngine(): Promise<WebAssembly.Module> {
  const response = await fetch(wasmUrl);
  if (!response.ok) throw new Error(`${wasmUrl}: ${response.status}`);
  // A server that does not know the type of WebAssembly is no reason to fail.
  if (!response.headers.get("content-type")?.startsWith("application/wasm")) return WebAssembly.compile(await response.arrayBuffer());
  return WebAssembly.compileStreaming(response);
}

/** Hands out slots in their order, few at a time towards the end of each stage, so that no worker waits for another. */
class Slots {
  private next = 0;
  constructor(private readonly stages: number[], private readonly workers: number) {}

  take(): number[] {
    const end = this.stages.find((stage) => stage > this.next);
    if (end === undefined) return [];
    const count = Math.max(1, Math.min(MOST_MEMBERS_AT_ONCE, Math.floor((end - this.next) / (2 * this.workers))));
    return Array.from({ length: count }, () => this.next++);
  }
}

export class EnginePool {
  private readonly compiled = compileEngine();
  private readonly workers: EngineClient[];
  private readonly folders = new Map<string, FolderFiles>();

  constructor(workers = Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 2))) {
    this.workers = Array.from({ length: workers }, () => new EngineClient(this.compiled));
  }

  async writeFolder(path: string, files: FolderFiles): Promise<void> {
    this.folders.set(path, files);
    await Promise.all(this.workers.map((worker) => worker.call({ kind: "folder", path, files })));
  }

  /** Prepares a forecast in every worker and describes it, unless its description is known. Rejects with InputFault. */
  async prepare(name: string, spec: ForecastSpec, known?: Setting): Promise<Setting> {
    const [setting] = await Promise.all(
      this.workers.map((worker, i) => worker.call<Setting>({ kind: "prepare", name, spec, describe: i === 0 && !known })));
    return known ?? setting!;
  }

  /** Fits a forecast to the counts known, in a worker of its own that an aborted signal ends at once. */
  async fit(spec: ForecastSpec, members: number, signal: AbortSignal, onProgress: (share: number) => void): Promise<Fit> {
    const worker = new EngineClient(this.compiled);
    signal.addEventListener("abort", () => worker.end(), { once: true });
    try {
      for (const [path, files] of this.folders) await worker.call({ kind: "folder", path, files });
      await worker.call({ kind: "prepare", name: "fit", spec, describe: false });
      return await worker.call<Fit>({ kind: "fit", name: "fit", members }, undefined, onProgress);
    } finally {
      worker.end();
    }
  }

  /** Runs a prepared forecast and summarises it at each number of members in turn, while the next members already run. */
  async run(name: string, setting: Setting, targets: number[], signal: AbortSignal,
            onUpdate: (update: ForecastUpdate) => void | Promise<void>, onProgress: (share: number) => void): Promise<void> {
    const last = targets[targets.length - 1]!;
    const slots = new Slots(targets, this.workers.length);
    const done = new Set<number>();
    let ran = 0;
    let stage = 0;
    let summaries = Promise.resolve();
    const summarise = async (members: number) => {
      signal.throwIfAborted();
      const values = await this.collector.call<Float32Array>({ kind: "summarise", name, members });
      const opens = await this.collector.call<number>({ kind: "opens", name });
      const exceed = await this.collector.call<boolean>({ kind: "exceed", name });
      const contradictions = await this.collector.call<Contradiction[]>({ kind: "contradictions", name });
      signal.throwIfAborted();
      await onUpdate({ setting, fans: new Fans(setting, values, members, opens, exceed, contradictions) });
    };
    const finish = (finished: number[]) => {
      finished.forEach((slot) => done.add(slot));
      for (; stage < targets.length; ++stage) {
        const target = targets[stage]!;
        for (let slot = 0; slot < target; ++slot) if (!done.has(slot)) return;
        summaries = summaries.then(() => summarise(target));
        summaries.catch(() => undefined); // awaited in the end, or the work before it failed
      }
    };
    const work = async (w: number) => {
      for (let mine = slots.take(); mine.length > 0; mine = slots.take()) {
        await this.runMembers(w, name, mine, signal, (members) => onProgress((ran += members) / last));
        signal.throwIfAborted();
        finish(mine);
      }
    };
    await Promise.all(this.workers.map((_, w) => work(w)));
    await summaries;
  }

  private get collector(): EngineClient {
    return this.workers[0]!;
  }

  private async runMembers(w: number, name: string, slots: number[], signal: AbortSignal, progress: (members: number) => void): Promise<void> {
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
