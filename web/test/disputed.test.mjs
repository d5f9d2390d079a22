// Which part of a border is drawn as disputed, on the shapes that the map draws.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import test from "node:test";
import { transformSync } from "esbuild";
import { mesh } from "topojson-client";
import { root } from "./engine.mjs";

const source = readFileSync(join(root, "web", "src", "map", "disputed.ts"), "utf8");
const { cut, disputedInside } = await import(`data:text/javascript,${encodeURIComponent(transformSync(source, { loader: "ts" }).code)}`);
const world = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("world-atlas/countries-10m.json"), "utf8"));

/** The border between two countries, cut. */
function border(a, b) {
  const names = [a, b];
  const lines = mesh(world, world.objects.countries, (x, y) => x !== y && names.includes(x.properties.name) && names.includes(y.properties.name)).coordinates;
  const steps = (parts) => parts.reduce((sum, line) => sum + line.length - 1, 0);
  const parts = cut(lines, disputedInside(a, b));
  return { ...parts, all: steps(lines), dashed: steps(parts.inside), solid: steps(parts.outside) };
}

test("a border that is disputed as a whole is dashed as a whole, one that is not nowhere", () => {
  const disputed = border("Armenia", "Azerbaijan");
  assert.ok(disputed.all > 100);
  assert.equal(disputed.dashed, disputed.all);
  const agreed = border("Armenia", "Georgia");
  assert.ok(agreed.all > 10);
  assert.equal(agreed.solid, agreed.all);
});

test("of a border that is disputed in part that part is dashed, and nothing is lost between", () => {
  for (const pair of [["India", "Pakistan"], ["India", "China"], ["Georgia", "Russia"], ["Ukraine", "Russia"], ["Moldova", "Ukraine"], ["Sudan", "Egypt"],
    ["Sudan", "Ethiopia"], ["Nepal", "India"], ["Guyana", "Suriname"], ["Suriname", "France"], ["Croatia", "Serbia"], ["Malawi", "Tanzania"], ["Kenya", "Ethiopia"]]) {
    const { all, dashed, solid } = border(...pair);
    assert.equal(dashed + solid, all, pair.join());
    assert.ok(dashed > 1 && solid > 1, `${pair}: ${dashed} of ${all} steps are dashed`);
  }
  const inside = (lines, [x, y], reach = 0.3) => lines.flat().some(([lon, lat]) => Math.hypot(lon - x, lat - y) < reach);
  const { inside: dashed, outside: solid } = border("India", "Pakistan");
  assert.ok(inside(dashed, [74, 33.8], 0.5) && !inside(solid, [74, 33.8], 0.5), "the Line of Control");
  assert.ok(inside(solid, [74.6, 31.6]) && !inside(dashed, [74.6, 31.6]), "Wagah");
});
