// The door of the page: wrong input, Flee's folders, as-of times.
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { copyFolder, loadEngine, ok, root, scenarioSpec } from "./engine.mjs";

const engine = await loadEngine();
const folder = "/scenario/karabakh-2023";
copyFolder(engine, join(root, "scenarios", "karabakh-2023"), folder);

test("describes the scenario as it was known", () => {
  const setting = ok(engine.prepare("base", scenarioSpec(), true));
  assert.equal(setting.id, "karabakh-2023");
  assert.ok(setting.places.length > 20 && setting.series.length > 100 && setting.parameters.length > 40);
  assert.ok(setting.claims.some((claim) => claim.known) && setting.claims.some((claim) => !claim.known));
  assert.ok(setting.observations.every((row) => row.known === (row.published !== null && row.published < setting.as_of)));
});

test("an earlier as-of time knows less", () => {
  const early = ok(engine.prepare("early", scenarioSpec({ as_of: "2023-09-22T13:00+04:00" }), true));
  const late = ok(engine.prepare("late", scenarioSpec({ as_of: "2023-09-29T00:00+04:00" }), true));
  const known = (setting) => setting.observations.filter((row) => row.known).length;
  assert.ok(known(early) < known(late));
});

test("every fault of a folder at once, with file and line", () => {
  copyFolder(engine, join(root, "scenarios", "karabakh-2023"), "/scenario/broken");
  const text = new TextDecoder();
  const roads = text.decode(engine.FS.readFile(`${folder}/roads.csv`)).replace(",45,", ",-45,").replace("hakari-bridge,11", "nowhere,11");
  engine.FS.writeFile("/scenario/broken/roads.csv", roads);
  const answer = JSON.parse(engine.prepare("broken", scenarioSpec({ folder: "/scenario/broken" }), true));
  assert.ok(answer.diagnostics.length >= 1);
  assert.ok(answer.diagnostics.every((d) => d.file && d.expected && d.text));
  assert.ok(answer.diagnostics.some((d) => d.file === "roads.csv" && d.line > 0));
});

test("an unknown change is refused with the nearest name", () => {
  const answer = JSON.parse(engine.prepare("typo", scenarioSpec({ changes: ["checkpoint_vehicle_per_hour*=2"] }), false));
  assert.match(answer.diagnostics[0].remedy, /checkpoint_vehicles_per_hour/);
});

test("a missing folder is the input's fault, not a crash", () => {
  const answer = JSON.parse(engine.prepare("none", scenarioSpec({ folder: "/nowhere" }), true));
  assert.ok(answer.diagnostics.length > 0);
});

test("our own mistakes are told apart from the input's", () => {
  assert.ok(JSON.parse(engine.run("never prepared", 0)).failure);
});

test("a what-if from a prepared base is the one read anew", () => {
  const changes = ["checkpoint_vehicles_per_hour*=2", "opening_delay_hours+=-24"];
  ok(engine.prepare("from base", scenarioSpec({ changes, base: "base" }), false));
  ok(engine.prepare("anew", scenarioSpec({ changes }), false));
  for (const name of ["from base", "anew", "base"]) ok(engine.run(name, 3));
  assert.deepEqual(engine.member("from base", 3), engine.member("anew", 3));
  assert.notDeepEqual(engine.member("from base", 3), engine.member("base", 3));
});

test("says whether more arrive than are away from home at the end", () => {
  const deaths = "deaths:goris time=2023-09-29T00:00+04:00 amount=500000";
  for (const [changes, expected] of [[[], false], [[deaths], true]]) {
    ok(engine.prepare("away", scenarioSpec({ as_of: "2023-09-27T00:00+04:00", changes }), false));
    for (let slot = 0; slot < 4; ++slot) ok(engine.run("away", slot));
    ok(engine.collect("away", 4));
    assert.equal(engine.exceed("away"), expected);
  }
});

test("says how likely a way out opens, and who stands before a desk", () => {
  const last = ok(engine.prepare("late", scenarioSpec({ as_of: "2023-09-27T00:00+04:00" }), true)).steps - 1;
  for (let slot = 0; slot < 4; ++slot) ok(engine.run("late", slot));
  ok(engine.collect("late", 4));
  assert.equal(engine.opens("late"), 1, "the road was open then");
  const needs = ok(engine.needs("late", last));
  assert.ok(needs.every((place) => place.before_desk[1] <= place.people[1]));
});
