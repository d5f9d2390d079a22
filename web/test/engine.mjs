// The compiled engine under Node, as the page's worker uses it.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const compiled = join(root, "build", "wasm", "src");

export async function loadEngine() {
  const { default: createModule } = await import(join(compiled, "corridor.mjs"));
  const bytes = readFileSync(join(compiled, "corridor.wasm"));
  return createModule({ wasmBinary: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) });
}

/** Copies a folder of the disk into the engine's own file system. */
export function copyFolder(engine, from, to) {
  const walk = (folder) => readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
  for (const path of walk(from)) {
    const target = `${to}/${relative(from, path)}`;
    engine.FS.mkdirTree(dirname(target));
    engine.FS.writeFile(target, readFileSync(path));
  }
}

export function ok(answer) {
  const parsed = JSON.parse(answer);
  if (!("ok" in parsed)) throw new Error(answer);
  return parsed.ok;
}

export function scenarioSpec(overrides = {}) {
  return JSON.stringify({ kind: "scenario", folder: "/scenario/karabakh-2023", as_of: "", set: [], trust: [], overlays: [], changes: [], seed: 1, ...overrides });
}
