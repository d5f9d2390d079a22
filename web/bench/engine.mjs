// The engine as WebAssembly beside one native thread, in one run, alternating: node bench/engine.mjs [MEMBERS] [ROUNDS]
// Processor seconds of members alone (the native side less a run of one member), so that other work on the machine matters little.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyFolder, loadEngine, ok, root, scenarioSpec } from "../test/engine.mjs";

const members = Number(process.argv[2] ?? 100);
const rounds = Number(process.argv[3] ?? 3);
const scenario = join(root, "scenarios", "karabakh-2023");
const engine = await loadEngine();
copyFolder(engine, scenario, "/scenario/karabakh-2023");

function processorSeconds(work) {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1e6;
}

function native(count) {
  const out = mkdtempSync(join(tmpdir(), "corridor-"));
  const script = 'TIMEFORMAT=%U; time "$0" forecast "$1" --threads 1 --members "$2" --out "$3" >/dev/null 2>&1';
  const seconds = execFileSync("bash", ["-c", `{ ${script}; } 2>&1`, join(root, "build/release/src/corridor"), scenario, String(count), out], { encoding: "utf8" });
  rmSync(out, { recursive: true });
  return Number(seconds.trim());
}

ok(engine.prepare("base", scenarioSpec(), false));
for (let slot = 0; slot < 10; ++slot) ok(engine.run("base", slot)); // the browser's compiler warms up
const ratios = [];
for (let round = 0; round < rounds; ++round) {
  const web = processorSeconds(() => { for (let slot = 0; slot < members; ++slot) ok(engine.run("base", slot)); });
  const here = native(members + 41) - native(41); // from 40 on the report ranks what is worth checking: in both runs
  const summary = processorSeconds(() => { ok(engine.collect("base", 50)); engine.fans("base"); });
  ratios.push(web / here);
  console.log(`${members} members: WebAssembly ${web.toFixed(2)} s, native ${here.toFixed(2)} s, ratio ${(web / here).toFixed(2)}; summary of 50: ${summary.toFixed(3)} s`);
}
