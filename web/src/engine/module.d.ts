// The module that Emscripten makes of src/web/door.cpp.
declare module "@engine/corridor.mjs" {
  export interface EngineModule {
    FS: {
      readFile(path: string): Uint8Array;
      mkdirTree(path: string): void;
      writeFile(path: string, data: Uint8Array): void;
      readdir(path: string): string[];
      unlink(path: string): void;
      rmdir(path: string): void;
      analyzePath(path: string): { exists: boolean };
      isDir(mode: number): boolean;
      stat(path: string): { mode: number };
    };
    prepare(name: string, spec: string, describe: boolean): string;
    fit(name: string, members: number, progress: (share: number) => void): string;
    run(name: string, slot: number): string;
    member(name: string, slot: number): Float32Array;
    accept(name: string, slot: number, values: Float32Array): string;
    collect(name: string, members: number): string;
    fans(name: string): Float32Array;
    opens(name: string): number;
    exceed(name: string): boolean;
    contradictions(name: string): string;
    difference(base: string, name: string): Float32Array;
    compare(base: string, name: string): string;
    needs(name: string, step: number): string;
    ranking(name: string): string;
    text(name: string, what: string): string;
    read(file: string, published: string, utcOffset: string, source: string, scenario: string): string;
    drop(name: string): void;
  }
  export interface ModuleOptions {
    wasmBinary?: ArrayBuffer;
    /** Instantiates what was compiled elsewhere. */
    instantiateWasm?: (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) => object;
  }
  export default function createModule(options: ModuleOptions): Promise<EngineModule>;
}
