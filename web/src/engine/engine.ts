// The engine behind typed calls; the same in a worker of the page and in the tests under Node.
import type { EngineModule } from "@engine/corridor.mjs";
import type { Answer, Contradiction, Diagnostic, EngineText, Fit, FolderFiles, ForecastSpec, PlaceNeeds, ComparedQuantity, Ranking, ReadReport, Setting } from "./protocol";

/** Input that cannot be used: every fault at once. */
export class InputFault extends Error {
  constructor(readonly diagnostics: Diagnostic[]) {
    super(diagnostics.map((d) => d.text).join("\n"));
  }
}

function unwrap<T>(answer: string): T {
  const parsed = JSON.parse(answer) as Answer<T>;
  if ("ok" in parsed) return parsed.ok;
  if ("diagnostics" in parsed) throw new InputFault(parsed.diagnostics);
  throw new Error(parsed.failure);
}

function removeTree(fs: EngineModule["FS"], path: string): void {
  for (const name of fs.readdir(path)) {
    if (name === "." || name === "..") continue;
    const child = `${path}/${name}`;
    if (fs.isDir(fs.stat(child).mode)) removeTree(fs, child);
    else fs.unlink(child);
  }
  fs.rmdir(path);
}

export class Engine {
  constructor(private readonly module: EngineModule) {}

  /** Puts a folder in place of what was at `path`. */
  writeFolder(path: string, files: FolderFiles): void {
    const fs = this.module.FS;
    if (fs.analyzePath(path).exists) removeTree(fs, path);
    fs.mkdirTree(path);
    for (const [name, bytes] of Object.entries(files)) {
      const full = `${path}/${name}`;
      fs.mkdirTree(full.slice(0, full.lastIndexOf("/")));
      fs.writeFile(full, bytes);
    }
  }
  prepare(name: string, spec: ForecastSpec, describe: boolean): Setting | true {
    return unwrap(this.module.prepare(name, JSON.stringify(spec), describe));
  }
  fit(name: string, members: number, progress: (share: number) => void): Fit {
    return unwrap(this.module.fit(name, members, progress));
  }
  run(name: string, slot: number): void {
    unwrap(this.module.run(name, slot));
  }
  member(name: string, slot: number): Float32Array {
    return this.module.member(name, slot);
  }
  accept(name: string, slot: number, values: Float32Array): void {
    unwrap(this.module.accept(name, slot, values));
  }
  /** Fans of slots 0 .. members - 1, all of which must have run or been accepted. */
  summarise(name: string, members: number): Float32Array {
    unwrap(this.module.collect(name, members));
    return this.module.fans(name);
  }
  /** The probability that a way out is open at the as-of time or opens after it, of the members last summarised. */
  wayOutOpens(name: string): number {
    return this.module.opens(name);
  }
  /** Whether clearly more arrive than are away from home at the end, in some of the members last summarised. */
  arrivalsExceedAway(name: string): boolean {
    return this.module.exceed(name);
  }
  /** Known counts that the members last summarised contradict. */
  contradictions(name: string): Contradiction[] {
    return unwrap(this.module.contradictions(name));
  }
  difference(base: string, name: string): Float32Array {
    return this.module.difference(base, name);
  }
  compare(base: string, name: string): ComparedQuantity[] {
    return unwrap(this.module.compare(base, name));
  }
  needs(name: string, step: number): PlaceNeeds[] {
    return unwrap(this.module.needs(name, step));
  }
  ranking(name: string): Ranking {
    return unwrap(this.module.ranking(name));
  }
  text(name: string, what: EngineText): string {
    return unwrap(this.module.text(name, what));
  }
  /** `scenario`: the folder whose places the report may name; "" for none. */
  read(text: string, published: string, utcOffset: string, source: string, scenario: string): ReadReport {
    this.module.FS.writeFile("/report.txt", new TextEncoder().encode(text));
    return unwrap(this.module.read("/report.txt", published, utcOffset, source, scenario));
  }
  drop(name: string): void {
    this.module.drop(name);
  }
}
