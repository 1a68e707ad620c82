// Measure the start in a browser: `node measure_browser_start.mjs DIST chromium|firefox EXECUTABLE`. Cold is a page in a
// new profile, warm the same page opened again.
// Prints one line of JSON: milliseconds from the page's first script to the result of 1+1.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { inBrowser, mediaType } from "./in_browser.mjs";

const [dist, name, executablePath] = process.argv.slice(2);

function answer(request, response) {
  const path = new URL(request.url, "http://host").pathname.slice(1);
  let body = "<!doctype html>";
  try {
    body = path ? readFileSync(join(dist, path)) : body;
  } catch {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "Content-Type": mediaType(path), "Cache-Control": "max-age=3600" }).end(body);
}

/** Runs in the page. */
async function start() {
  const before = performance.now();
  const { loadPyodide } = await import("/pyodide.mjs");
  const pyodide = await loadPyodide();
  pyodide.runPython("1+1");
  return performance.now() - before;
}

const result = {};
await inBrowser({ name, executablePath, answer }, async (browser, url) => {
  for (const visit of ["cold", "warm"]) {
    const page = await browser.newPage();
    await page.goto(url);
    result[`${name}, ${visit}`] = await page.evaluate(start);
    // Engines keep what they compiled a while after a page has started.
    await new Promise((done) => setTimeout(done, 1500));
    await page.close();
  }
});
console.log(JSON.stringify(result));
process.exit(0);
