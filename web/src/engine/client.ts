// One worker behind typed promises.
import { InputFault } from "./engine";
import type { FromWorker, Request, ToWorker } from "./protocol";

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
  progress: ((members: number) => void) | undefined;
}

export class EngineClient {
  private readonly worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  constructor(compiled: Promise<WebAssembly.Module>) {
    compiled.then((module) => this.call({ kind: "start", compiled: module })).catch((error: unknown) => this.failAll(String(error)));
    this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.receive(data);
    this.worker.onerror = (event) => this.failAll(event.message);
  }

  /** Asks the worker; an aborted signal cancels a run between two members. */
  call<T>(request: Request, signal?: AbortSignal, progress?: (members: number) => void, transfer: Transferable[] = []): Promise<T> {
    const id = ++this.lastId;
    const cancel = () => this.post({ cancel: id });
    signal?.addEventListener("abort", cancel, { once: true });
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, progress });
      this.post({ id, request }, transfer);
    }).finally(() => signal?.removeEventListener("abort", cancel));
  }

  /** Ends the worker in the midst of whatever it does; what waits is cancelled. */
  end(): void {
    this.worker.terminate();
    for (const waiting of this.waiting.values()) waiting.reject(new DOMException("cancelled", "AbortError"));
    this.waiting.clear();
  }

  private post(message: ToWorker, transfer: Transferable[] = []): void {
    this.worker.postMessage(message, transfer);
  }

  private receive(message: FromWorker): void {
    const waiting = this.waiting.get(message.id);
    if (!waiting) return;
    if ("progress" in message) {
      waiting.progress?.(message.progress);
      return;
    }
    this.waiting.delete(message.id);
    if ("result" in message) waiting.resolve(message.result);
    else if ("cancelled" in message) waiting.reject(new DOMException("cancelled", "AbortError"));
    else if ("diagnostics" in message) waiting.reject(new InputFault(message.diagnostics));
    else waiting.reject(new Error(message.failure));
  }

  private failAll(reason: string): void {
    for (const waiting of this.waiting.values()) waiting.reject(new Error(reason));
    this.waiting.clear();
  }
}
