import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const root = resolve(__dirname, "..");
const scenarios = join(root, "scenarios");
const SMALLEST_COMPRESSED_BYTES = 1024;
const served = new Set([".csv", ".yaml", ".yml"]);

function scenarioFiles(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const name of readdirSync(folder).sort()) {
    if (statSync(join(folder, name)).isFile() && served.has(extname(name))) files[name] = readFileSync(join(folder, name), "utf8");
  }
  return files;
}

/** The scenarios of the repository as files, under the addresses that `corridor serve` answers, too. */
function packScenarios(): Plugin {
  return {
    name: "scenarios",
    generateBundle() {
      const list = readdirSync(scenarios).filter((id) => existsSync(join(scenarios, id, "scenario.yaml"))).map((id) => {
        const files = scenarioFiles(join(scenarios, id));
        this.emitFile({ type: "asset", fileName: `scenarios/${id}.json`, source: JSON.stringify({ files }) });
        const title = /^title:\s*"?(.*?)"?\s*$/m.exec(files["scenario.yaml"] ?? "")?.[1] ?? basename(id);
        return { id, title };
      });
      this.emitFile({ type: "asset", fileName: "scenarios/index.json", source: JSON.stringify(list) });
    },
  };
}

/** Writes the service worker with the list of all files, so that the page works without a network after the first visit. */
function serviceWorker(): Plugin {
  return {
    name: "service-worker",
    enforce: "post",
    generateBundle(_, bundle) {
      const files = Object.keys(bundle).filter((name) => !name.endsWith(".map") && name !== "sw.js").sort();
      const digest = createHash("sha256");
      for (const name of files) {
        const item = bundle[name]!;
        digest.update(name).update(item.type === "chunk" ? item.code : item.source);
      }
      const source = readFileSync(join(__dirname, "src/service-worker.js"), "utf8")
        .replace("__VERSION__", digest.digest("hex").slice(0, 16))
        .replace("__FILES__", JSON.stringify(["./", ...files]));
      this.emitFile({ type: "asset", fileName: "sw.js", source });
    },
  };
}

/** Lays a compressed copy beside every file that is worth it; `corridor serve` and many web servers give it out. */
function compress(): Plugin {
  let folder = "";
  return {
    name: "compress",
    configResolved(config) { folder = config.build.outDir; },
    closeBundle() {
      for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
        const path = join(folder, name);
        if (!statSync(path).isFile() || statSync(path).size < SMALLEST_COMPRESSED_BYTES) continue;
        writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  base: "./",
  resolve: { alias: { "@engine": join(root, "build/wasm/src") } },
  worker: { format: "es" },
  build: {
    outDir: join(root, "build/web"),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 2048,
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
  },
  plugins: [packScenarios(), serviceWorker(), compress()],
});
