// A worker that owns one engine. Members run one by one; between two of them messages are read, so that a run can be cancelled.
import createModule from "@engine/corridor.mjs";
import { Engine, InputFault } from "./engine";
import type { FromWorker, Request, ToWorker } from "./protocol";

let begin: (engine: Promise<Engine>) => void;
/** There once the page has sent what it compiled. */
const engine = new Promise<Engine>((resolve) => (begin = resolve));
const cancelled = new Set<number>();
const turn = new MessageChannel();
/** Several runs can wait, the base's and a what-if's: each has its turn. */
const waiting: (() => void)[] = [];
turn.port1.onmessage = () => waiting.shift()?.();

/** Lets waiting messages be handled. */
function yieldToMessages(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    turn.port2.postMessage(null);
  });
}

class Cancelled extends Error {}

function post(message: FromWorker, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

function instantiate(compiled: WebAssembly.Module): Promise<Engine> {
  const instantiateWasm = (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) => {
    void WebAssembly.instantiate(compiled, imports).then(done);
    return {};
  };
  return createModule({ instantiateWasm }).then((module) => new Engine(module));
}

async function runMembers(id: number, e: Engine, request: Extract<Request, { kind: "run" }>): Promise<Float32Array> {
  const parts: Float32Array[] = [];
  for (const slot of request.slots) {
    if (cancelled.has(id)) throw new Cancelled();
    e.run(request.name, slot);
    if (!request.keep) parts.push(e.member(request.name, slot));
    post({ id, progress: 1 });
    await yieldToMessages();
  }
  const size = parts[0]?.length ?? 0;
  const all = new Float32Array(size * parts.length);
  parts.forEach((part, i) => all.set(part, i * size));
  return all;
}

function acceptMembers(e: Engine, request: Extract<Request, { kind: "accept" }>): true {
  const size = request.values.length / request.slots.length;
  request.slots.forEach((slot, i) => e.accept(request.name, slot, request.values.subarray(i * size, (i + 1) * size)));
  return true;
}

async function answer(id: number, request: Request): Promise<unknown> {
  if (request.kind === "start") begin(instantiate(request.compiled));
  const e = await engine;
  switch (request.kind) {
    case "start": return true;
    case "folder": e.writeFolder(request.path, request.files); return true;
    case "prepare": return e.prepare(request.name, request.spec, request.describe);
    case "fit": return e.fit(request.name, request.members, (share) => post({ id, progress: share }));
    case "run": return runMembers(id, e, request);
    case "accept": return acceptMembers(e, request);
    case "summarise": return e.summarise(request.name, request.members);
    case "opens": return e.wayOutOpens(request.name);
    case "exceed": return e.arrivalsExceedAway(request.name);
    case "contradictions": return e.contradictions(request.name);
    case "difference": return e.difference(request.base, request.name);
    case "compare": return e.compare(request.base, request.name);
    case "needs": return e.needs(request.name, request.step);
    case "ranking": return e.ranking(request.name);
    case "text": return e.text(request.name, request.what);
    case "read": return e.read(request.text, request.published, request.utcOffset, request.source, request.scenario);
    case "drop": e.drop(request.name); return true;
  }
}

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  if ("cancel" in data) {
    cancelled.add(data.cancel);
    return;
  }
  const { id, request } = data;
  try {
    const result = await answer(id, request);
    post({ id, result }, result instanceof Float32Array ? [result.buffer as ArrayBuffer] : []);
  } catch (error) {
    if (error instanceof Cancelled) post({ id, cancelled: true });
    else if (error instanceof InputFault) post({ id, diagnostics: error.diagnostics });
    else post({ id, failure: String(error) });
  } finally {
    cancelled.delete(id);
  }
};
