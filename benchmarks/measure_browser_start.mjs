// Measure the start in a browser: `node measure_browser_start.mjs DIST chromium|firefox EXECUTABLE`. Cold is a page in a
// new profile, warm the same page opened again.
// Prints one line of JSON: milliseconds from the page's first script to the result of 1+1.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

import puppeteer from "puppeteer-core";

const [dist, name, executablePath] = process.argv.slice(2);
const MEDIA_TYPES = { html: "text/html", mjs: "text/javascript", js: "text/javascript", wasm: "application/wasm" };

function answer(request, response) {
  const path = new URL(request.url, "http://host").pathname.slice(1);
  let body = "<!doctype html>";
  try {
    body = path ? readFileSync(join(dist, path)) : body;
  } catch {
    response.writeHead(404).end();
    return;
  }
  const type = MEDIA_TYPES[path.split(".").pop()] ?? (path ? "application/octet-stream" : "text/html");
  response.writeHead(200, { "Content-Type": type, "Cache-Control": "max-age=3600" }).end(body);
}

/** Runs in the page. */
async function start() {
  const before = performance.now();
  const { loadPyodide } = await import("/pyodide.mjs");
  const pyodide = await loadPyodide();
  pyodide.runPython("1+1");
  return performance.now() - before;
}

const server = createServer(answer);
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const url = `http://127.0.0.1:${server.address().port}/`;
const profile = mkdtempSync(join(tmpdir(), "start-"));
const browser = await puppeteer.launch({
  browser: name === "firefox" ? "firefox" : "chrome",
  executablePath,
  userDataDir: profile,
  headless: true,
  args: name === "firefox" ? [] : ["--no-sandbox", "--disable-gpu"],
});
const result = {};
try {
  for (const visit of ["cold", "warm"]) {
    const page = await browser.newPage();
    await page.goto(url);
    result[`${name}, ${visit}`] = await page.evaluate(start);
    // Engines keep what they compiled a while after a page has started.
    await new Promise((done) => setTimeout(done, 1500));
    await page.close();
  }
} finally {
  await browser.close();
  server.close();
  rmSync(profile, { recursive: true, force: true });
}
console.log(JSON.stringify(result));
process.exit(0);
