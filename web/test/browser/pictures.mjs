// Pictures of every view at three widths, light and dark, to be looked at: node test/browser/pictures.mjs FOLDER [WIDTH ...]
// It is no test: what it takes is judged by a person. FOLDER/main-1280-light.png is the picture of the documentation.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { dropFolder } from "./folders.mjs";
import { answered, launch, openApp, patience, serveWithCorridor } from "./page.mjs";

const [folder = "build/pictures", ...widths] = process.argv.slice(2);
const HEIGHTS = { 360: 780, 768: 1024, 1280: 860, 1920: 1080 };
const REPORT = "The authorities in Stepanakert said on Friday that about 120,000 people want to leave. Armenian officials reported that 300 vehicles an hour pass the checkpoint.";
mkdirSync(folder, { recursive: true });

const browser = await launch();
const server = await serveWithCorridor();
for (const width of widths.length > 0 ? widths.map(Number) : [360, 768, 1280, 1920]) {
  for (const colorScheme of ["light", "dark"]) {
    const { page, context, errors } = await openApp(browser, server.url, { viewport: { width, height: HEIGHTS[width] ?? 900 }, colorScheme });
    const take = async (name, fullPage = width < 900) => {
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage });
    };
    await answered(page);
    await page.waitForSelector('.map[data-basemap="ready"]', patience);
    await page.evaluate(() => { const slider = document.querySelector("#hour"); slider.value = "170"; slider.dispatchEvent(new Event("input")); });
    await page.waitForTimeout(2500);
    await take("main");
    await page.click("#tab-whatif");
    await page.click(".chip >> nth=0");
    await page.waitForSelector('.whatif[data-members="200"]', patience);
    await page.click(".keep .primary");
    await page.click(".chip >> nth=1");
    await page.waitForSelector(".keep .primary", patience);
    await take("what-if");
    await page.click("#tab-places");
    await page.waitForSelector(".places table td", patience);
    await take("places");
    await page.click("#tab-evidence");
    await take("evidence");
    await page.click(".reader > summary");
    await page.fill("#report-text", REPORT);
    await page.click(".reader .primary");
    await page.waitForSelector(".proposals li");
    await page.locator(".reader").scrollIntoViewIfNeeded();
    await take("reader");
    await page.evaluate(dropFolder, { name: "broken", files: { "scenario.yaml": "title: Broken\nruleset: corridor\nstart: yesterday\n", "places.csv": "id,name\na,b\n" } });
    await page.waitForSelector("dialog.faults[open]", patience);
    await take("faults", false);
    if (errors.length > 0) console.log(width, colorScheme, errors);
    await context.close();
  }
}
await browser.close();
server.close();
