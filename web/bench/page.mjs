// How long a planner waits, in headless Chromium against `corridor serve`: node bench/page.mjs [ROUNDS]
// The first view counts from the begin of the navigation, in a browser that has seen nothing of the page before.
// Wall-clock times: say with them what else the machine was doing.
import { loadavg } from "node:os";
import { answered, launch, longTasksOfADrag, openApp, patience, serveWithCorridor } from "../test/browser/page.mjs";

const browser = await launch();
const server = await serveWithCorridor();
for (let round = 0; round < Number(process.argv[2] ?? 3); ++round) {
  const { page, context } = await openApp(browser, server.url);
  // The map with borders, places and people, and the first forecast in words.
  const seen = await page.waitForFunction(() => document.querySelector('.map[data-basemap="ready"][data-step]') && document.querySelector(".answer[data-members]") && performance.now(), undefined, { ...patience, polling: "raf" });
  const firstView = Math.round(await seen.jsonValue());
  await answered(page, 200);
  await page.click("#tab-whatif");
  await page.waitForTimeout(1500);
  const asked = await page.evaluate(() => new Promise((resolve) => {
    const panel = document.querySelector(".whatif");
    const times = {};
    new MutationObserver(() => {
      times[panel.dataset.members] ??= Math.round(Number(panel.dataset.milliseconds));
      if (panel.dataset.members === "200") resolve(times);
    }).observe(panel, { attributes: true });
    document.querySelectorAll(".chip")[4].click();
  }));
  await page.click("#tab-charts");
  await page.waitForTimeout(1000);
  const long = await longTasksOfADrag(page);
  console.log(`first view ${firstView} ms; what-if: 50 members ${asked[50]} ms, 200 ${asked[200]} ms; slider over 120 hours: long tasks [${long}] ms; load ${loadavg()[0].toFixed(1)}`);
  await context.close();
}
await browser.close();
server.close();
