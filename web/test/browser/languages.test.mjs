// The page in a language that is written from right to left and has no word in common with another: `en-XB` is English between
// marks that turn it round. What stands on the page without the mark was not put there by the catalogue.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { copyFolder, loadEngine, ok, root, scenarioSpec } from "../engine.mjs";
import { answered, launch, openApp, patience, serveStatically } from "./page.mjs";

let browser, server;
before(async () => { browser = await launch(); server = await serveStatically(); });
after(async () => { await browser.close(); server.close(); });

const TABS = ["charts", "whatif", "places", "evidence"];
const plain = (text) => text.toLowerCase().replace(/[\s._-]+/g, " ").trim();

/** Everything that the scenario itself says: names, statements, sources; and what the engine's registry says of it. */
async function wordsOfScenario() {
  const engine = await loadEngine();
  copyFolder(engine, join(root, "scenarios", "karabakh-2023"), "/scenario/karabakh-2023");
  const described = engine.prepare("base", scenarioSpec(), true);
  for (let slot = 0; slot < 50; ++slot) ok(engine.run("base", slot));
  ok(engine.collect("base", 50));
  const strings = [];
  const collect = (value) => {
    if (typeof value === "string") strings.push(plain(value));
    else if (value && typeof value === "object") Object.values(value).forEach(collect);
  };
  collect(ok(described));
  collect(ok(engine.ranking("base")));
  return strings.join("\n");
}

/** Texts and labels without the mark, that are not only numbers, signs or moments. */
function unmarked() {
  const MARK = "\u202e";
  const found = [];
  const moment = /\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b|\bat\b/g;
  const look = (text) => {
    if (text.includes(MARK)) return;
    const rest = text.replace(moment, "").replace(/[\d.,:;()%–−+±×=≥≤≈·…✓✗▶❚◐\s/-]|\b[KMh]\b|km/g, "");
    if (/\p{L}/u.test(rest)) found.push(text);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest("script, style, body [lang]")) look(walker.currentNode.textContent);
  }
  for (const element of document.body.querySelectorAll("*")) for (const name of ["aria-label", "title", "placeholder", "aria-valuetext"]) if (element.hasAttribute(name)) look(element.getAttribute(name));
  return found;
}

test("every word is the catalogue's or the scenario's", { timeout: 400000 }, async (t) => {
  const scenario = await wordsOfScenario();
  const { page, context, errors } = await openApp(browser, `${server.url}?lang=en-XB`);
  t.after(() => context.close());
  await answered(page);
  const strays = new Set();
  for (const tab of TABS) {
    await page.click(`#tab-${tab}`);
    if (tab === "whatif") {
      await page.click(".chip >> nth=0");
      await page.waitForSelector(".whatif-answer .compare", patience);
    }
    // What it waits for, then what the answer is about and the list, or that nothing stands out.
    if (tab === "evidence") await page.waitForFunction(() => document.querySelectorAll(".ranking ol, .ranking .note").length === 2, undefined, patience);
    await page.waitForTimeout(500);
    const isData = (text) => scenario.includes(plain(text)) || scenario.includes(plain(text.replace(/[\d.,()–−+±×=≥≤≈…]/g, "")));
    for (const text of await page.evaluate(unmarked)) if (!isData(text) && !text.split(": ").every(isData)) strays.add(text);
  }
  assert.deepEqual([...strays], []);
  assert.deepEqual(errors, []);
});

test("right to left: the layout is mirrored, time still runs from left to right, nothing is cut off", { timeout: 400000 }, async (t) => {
  const { page, context } = await openApp(browser, `${server.url}?lang=en-XB`);
  t.after(() => context.close());
  await answered(page);
  assert.equal(await page.getAttribute("html", "dir"), "rtl");
  const box = async (selector) => page.locator(selector).first().boundingBox();
  assert.ok((await box(".stage")).x > (await box(".side")).x, "the map stands on the right");
  assert.ok((await box(".brand")).x > (await box(".icon")).x, "the name stands on the right");
  await page.focus("#hour");
  const before = Number(await page.inputValue("#hour"));
  await page.keyboard.press("ArrowRight");
  assert.equal(Number(await page.inputValue("#hour")), before + 1);
  const now = await box(".chart-now");
  await page.evaluate(() => { const hour = document.querySelector("#hour"); hour.value = String(Number(hour.value) + 100); hour.dispatchEvent(new Event("input")); });
  await page.waitForTimeout(300);
  assert.ok((await box(".chart-now")).x > now.x, "later is further right in the charts");
  await page.focus("#tab-charts");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await page.getAttribute("#tab-whatif", "aria-selected"), "true", "the next tab is to the left");
  for (const width of [360, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const tab of TABS) {
      await page.click(`#tab-${tab}`);
      await page.waitForTimeout(200);
      const over = await page.evaluate(() => {
        const root = document.documentElement;
        return [...document.body.querySelectorAll("body *")].filter((element) => {
          const { left, right, width } = element.getBoundingClientRect();
          return width > 1 && (left < -1 || right > root.clientWidth + 1) && !element.closest(".scroll, .skip, .visually-hidden, .map, [role=tablist], .map-layer");
        }).map((element) => element.className || element.tagName).slice(0, 5);
      });
      assert.deepEqual(over, [], `${tab} at ${width} px`);
    }
  }
});

test("in French: chosen in the page, with French numbers and dates", { timeout: 200000 }, async (t) => {
  const { page, context, errors } = await openApp(browser, server.url);
  t.after(() => context.close());
  await page.waitForSelector(".answer[data-members]", patience);
  await page.selectOption("#language", "fr");
  await page.waitForURL(/lang=fr/, patience);
  await answered(page);
  assert.equal(await page.getAttribute("html", "lang"), "fr");
  assert.match(await page.textContent(".answer-text"), /Avec une probabilité de \d+\s%.*octobre/);
  assert.deepEqual(errors, []);
});

test("every catalogue has all keys, and every key is used", () => {
  const english = readFileSync(join(root, "web/src/i18n/en.ts"), "utf8");
  const keys = [...english.matchAll(/^ {2}"([^"]+)":/gm)].map((match) => match[1]);
  assert.ok(keys.length > 150);
  const sources = ["main.ts", ..."i18n/index charts/charts charts/fan-chart export/menu map/legend map/map panels/answer panels/evidence panels/fit panels/open panels/places panels/ranking panels/reader panels/timeline panels/whatif state/changes state/locations ui/theme".split(" ").map((name) => `${name}.ts`)]
    .map((name) => readFileSync(join(root, "web/src", name), "utf8")).join("\n");
  // Keys that are put together: chart.unit.*, evidence.type.*, whatif.<quantity of the engine>.
  const assembled = /^(chart\.unit\.|evidence\.type\.|whatif\.(arrivals|away|longest|hours|most|still) )/;
  assert.deepEqual(keys.filter((key) => !assembled.test(key) && !sources.includes(`"${key}"`)), []);
});
