// The engine compiled to WebAssembly gives what the native one gives for the same seed. Integers are equal by construction;
// exp, log and the like come from another C library and may differ in the last bit, which once in very many draws moves a count.
// Both builds run here; the test says how many cells differ and allows one in ten thousand.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { copyFolder, loadEngine, ok, root, scenarioSpec } from "./engine.mjs";

const MEMBERS = 12;
const ALLOWED_SHARE = 1e-4;
const scenario = join(root, "scenarios", "karabakh-2023");

function native(args) {
  const out = mkdtempSync(join(tmpdir(), "corridor-"));
  execFileSync(join(root, "build", "release", "src", "corridor"),
    [...args.slice(0, 1), scenario, "--members", String(MEMBERS), "--threads", "1", "--out", out, ...args.slice(1)], { stdio: "ignore" });
  return { read: (name) => readFileSync(join(out, name), "utf8"), remove: () => rmSync(out, { recursive: true }) };
}

function webForecast(engine, name, spec) {
  ok(engine.prepare(name, spec, false));
  for (let slot = 0; slot < MEMBERS; ++slot) ok(engine.run(name, slot));
  ok(engine.collect(name, MEMBERS));
}

function compareTables(ours, theirs) {
  const a = ours.trim().split("\n");
  const b = theirs.trim().split("\n");
  assert.equal(a.length, b.length, "rows");
  let different = 0;
  for (let i = 0; i < a.length; ++i) if (a[i] !== b[i]) ++different;
  return { different, rows: a.length };
}

const engine = await loadEngine();
copyFolder(engine, scenario, "/scenario/karabakh-2023");

test("every quantile of every series at every hour is the native build's", () => {
  webForecast(engine, "base", scenarioSpec());
  const theirs = native(["forecast"]);
  const { different, rows } = compareTables(ok(engine.text("base", "series.csv")), theirs.read("series.csv"));
  theirs.remove();
  console.log(`  ${different} of ${rows} cells differ`);
  assert.ok(rows > 100000);
  assert.ok(different <= rows * ALLOWED_SHARE, `${different} of ${rows}`);
});

test("a what-if is the native build's, change by change and member by member", () => {
  const changes = ["checkpoint_vehicles_per_hour*=2", "opening_probability=1", "roads.askeran-aghdam.open=yes"];
  webForecast(engine, "what-if", scenarioSpec({ changes }));
  const theirs = native(["compare", "--what-if", "all", ...changes]);
  const rows = theirs.read("comparison.csv").trim().split("\n").slice(1).map((row) => row.split(",").slice(1));
  theirs.remove();
  const ours = ok(engine.compare("base", "what-if"));
  assert.equal(ours.length, rows.length);
  ours.forEach((quantity, i) => {
    assert.deepEqual([quantity.name, quantity.location], rows[i].slice(0, 2));
    const numbers = [...quantity.base, ...quantity.value, ...quantity.difference];
    const wanted = rows[i].slice(3, 12).map(Number);
    numbers.forEach((value, k) => assert.ok(Math.abs(value - wanted[k]) <= 1e-5 * Math.max(1, Math.abs(wanted[k])), `${quantity.name}: ${value}, ${wanted[k]}`));
  });
  assert.notEqual(ours[0].difference[1], 0, "the what-if changed nothing");
});

test("a report is read as the native build reads it, with the places of the scenario", () => {
  const report = "About 400 families reached Goris from Martakert on Friday, the ministry said.\n";
  const published = "2023-09-22T12:00+04:00";
  const file = join(mkdtempSync(join(tmpdir(), "corridor-")), "report.txt");
  writeFileSync(file, report);
  const theirs = execFileSync(join(root, "build", "release", "src", "corridor"),
    ["read", file, "--published", published, "--source", "an agency", "--scenario", scenario, "--json"], { encoding: "utf8" });
  engine.FS.writeFile("/report.txt", report);
  const ours = ok(engine.read("/report.txt", published, "+00:00", "an agency", "/scenario/karabakh-2023"));
  assert.deepEqual(ours.claims, JSON.parse(theirs));
  assert.ok(ours.claims.claims.some((claim) => claim.place !== ""), "no place found");
});

test("a forecast fitted to the counts known is the native build's", () => {
  const as_of = "2023-09-25T12:00+04:00";
  ok(engine.prepare("prior", scenarioSpec({ as_of }), false));
  const shares = [];
  const fit = ok(engine.fit("prior", MEMBERS, (share) => shares.push(share)));
  assert.ok(fit.counts > 0 && shares.length > 10 && shares.every((share, i) => i === 0 || share > shares[i - 1]));
  webForecast(engine, "fitted", scenarioSpec({ as_of, fit: JSON.stringify(fit) }));
  const theirs = native(["forecast", "--as-of", as_of]);
  const { different, rows } = compareTables(ok(engine.text("fitted", "series.csv")), theirs.read("series.csv"));
  theirs.remove();
  console.log(`  ${different} of ${rows} cells differ`);
  assert.ok(different <= rows * ALLOWED_SHARE, `${different} of ${rows}`);
});

test("a page is told what the counts taught about the parameters, and what was held before", () => {
  const as_of = "2023-09-25T12:00+04:00";
  const before = ok(engine.prepare("prior", scenarioSpec({ as_of }), true));
  assert.ok(before.parameters.every((p) => p.before_counts === null));
  const fit = ok(engine.fit("prior", MEMBERS, () => {}));
  const after = ok(engine.prepare("fitted", scenarioSpec({ as_of, fit: JSON.stringify(fit) }), true));
  const moved = after.parameters.filter((p) => p.before_counts !== null);
  assert.ok(moved.length > 5);
  for (const p of moved) {
    const prior = before.parameters.find((other) => other.name === p.name);
    assert.deepEqual(p.before_counts, [prior.low, prior.median, prior.high]);
    const learned = fit.learned.parameters.find((other) => other.name === p.name);
    assert.deepEqual([p.low, p.median, p.high], learned.posterior);
  }
});

test("members run by two engines and brought together are the same as run by one", async () => {
  const other = await loadEngine();
  copyFolder(other, scenario, "/scenario/karabakh-2023");
  ok(engine.prepare("shared", scenarioSpec(), false));
  ok(other.prepare("shared", scenarioSpec(), false));
  for (let slot = 0; slot < MEMBERS; ++slot) {
    if (slot % 2 === 0) {
      ok(engine.run("shared", slot));
    } else {
      ok(other.run("shared", slot));
      ok(engine.accept("shared", slot, other.member("shared", slot)));
    }
  }
  ok(engine.collect("shared", MEMBERS));
  assert.deepEqual(engine.fans("shared"), engine.fans("base"));
});
