// The page in headless Chromium, served by `corridor serve` or as plain files by any web server.
import { spawn } from "node:child_process";
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";
import { root } from "../engine.mjs";

export const app = join(root, "build", "web");
export const patience = { timeout: 120000 };

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm", ".svg": "image/svg+xml", ".webmanifest": "application/manifest+json" };

/** `corridor serve` on a free port. */
export async function serveWithCorridor(folders = [join(root, "scenarios", "karabakh-2023")]) {
  const server = spawn(join(root, "build", "release", "src", "corridor"), ["serve", ...folders, "--port", "0", "--app", app]);
  const url = await new Promise((resolve, reject) => {
    server.stdout.on("data", (data) => { const found = /http:\S+/.exec(String(data)); if (found) resolve(found[0]); });
    server.stderr.on("data", (data) => reject(new Error(String(data))));
  });
  return { url, close: () => server.kill() };
}

/** The same app as plain files. */
export async function serveStatically() {
  const server = createServer((request, response) => {
    const path = join(app, normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)));
    const file = existsSync(path) && statSync(path).isDirectory() ? join(path, "index.html") : path;
    if (!file.startsWith(app) || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.closeAllConnections?.() ?? server.close(), server };
}

export async function launch() {
  return chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"], ...patience });
}

/** Opens the app and waits for the answer from all members; collects errors and requests to other hosts. */
export async function openApp(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  context.setDefaultTimeout(patience.timeout);
  const page = await context.newPage();
  const errors = [];
  const foreign = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  page.on("request", (request) => { if (/^https?:/.test(request.url()) && new URL(request.url()).origin !== new URL(url).origin) foreign.push(request.url()); });
  await page.goto(url, patience);
  return { page, context, errors, foreign };
}

/** What the page's menu saves as `what`, byte by byte as characters. */
export async function saved(page, what) {
  await page.click(".menu summary");
  const [download] = await Promise.all([page.waitForEvent("download", patience), page.click(`[data-export=${what}]`)]);
  return readFileSync(await download.path(), "latin1");
}

export async function answered(page, members = 200) {
  await page.waitForSelector(`.answer[data-members="${members}"]`, patience);
}

/** Milliseconds of every task over 50 ms while the hour moves over 120 hours, one a frame. */
export async function longTasksOfADrag(page) {
  return page.evaluate(async () => {
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => Math.round(entry.duration))));
    observer.observe({ type: "longtask" });
    const slider = document.querySelector("#hour");
    for (let hour = 0; hour < 120; ++hour) {
      slider.value = String(100 + hour);
      slider.dispatchEvent(new Event("input"));
      await new Promise(requestAnimationFrame);
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    observer.disconnect();
    return tasks;
  });
}
