// Measure loadPackage in Chromium: `node measure_packages.mjs DIST CHROMIUM WHEEL...`. The wheels are the same files for
// each distribution; the second load is that of a page that is opened again.
// Prints one line of JSON: milliseconds, bytes and requests of both.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";

import { inBrowser, mediaType } from "./in_browser.mjs";

const [dist, executablePath, ...wheels] = process.argv.slice(2);

const hash = (bytes) => createHash("sha256").update(bytes).digest("hex");
const files = new Map(wheels.map((path) => [basename(path), readFileSync(path)]));
const lockFile = JSON.parse(readFileSync(join(dist, "pyodide-lock.json"), "utf8"));
lockFile.packages = Object.fromEntries(
  [...files].map(([file_name, bytes]) => {
    const [name, version] = file_name.split("-");
    const entry = { name, version, file_name, sha256: hash(bytes), install_dir: "site", package_type: "package" };
    return [name.replaceAll("_", "-"), { ...entry, imports: [name], depends: [], unvendored_tests: false }];
  }),
);

let bytes = 0;
let requests = 0;

function answer(request, response) {
  const [, folder, name = ""] = new URL(request.url, "http://host").pathname.split("/");
  let body;
  try {
    body =
      folder === "wheels" ? files.get(name) : folder === "dist" ? readFileSync(resolve(dist, name)) : "<!doctype html>";
  } catch {
    response.writeHead(404).end();
    return;
  }
  // Browsers may keep files, and ask whether they are still the same: what web servers do unless they are told more.
  const headers = {
    "Content-Type": mediaType(name),
    "Cache-Control": "no-cache",
    ETag: `"${hash(body)}"`,
  };
  const known = request.headers["if-none-match"] === headers.ETag;
  requests += folder === "wheels" ? 1 : 0;
  bytes += folder === "wheels" && !known ? body.length : 0;
  response.writeHead(known ? 304 : 200, headers).end(known ? undefined : body);
}

/** Runs in the page. */
async function load(contents, base) {
  const { loadPyodide } = await import("/dist/pyodide.mjs");
  const pyodide = await loadPyodide({ lockFileContents: contents, packageBaseUrl: base });
  const start = performance.now();
  await pyodide.loadPackage(Object.keys(JSON.parse(contents).packages), { messageCallback() {} });
  const loaded = performance.now() - start;
  pyodide.runPython(
    `import ${Object.values(JSON.parse(contents).packages)
      .map(({ name }) => name)
      .join(", ")}`,
  );
  await new Promise((done) => setTimeout(done, 500)); // for what browsers write to their caches
  return loaded;
}

const result = {};
await inBrowser({ executablePath, answer }, async (browser, url) => {
  for (const visit of ["first load", "second load"]) {
    [bytes, requests] = [0, 0];
    const page = await browser.newPage();
    await page.goto(url);
    result[`${visit}, ms`] = await page.evaluate(load, JSON.stringify(lockFile), `${url}wheels/`);
    result[`${visit}, kB`] = bytes / 1000;
    result[`${visit}, requests`] = requests;
    await page.close();
  }
});
console.log(JSON.stringify(result));
process.exit(0);
