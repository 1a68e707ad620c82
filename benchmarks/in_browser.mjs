// A browser with a new profile, and a server on this machine for its pages.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

import puppeteer from "puppeteer-core";

const MEDIA_TYPES = { html: "text/html", mjs: "text/javascript", js: "text/javascript", wasm: "application/wasm" };

/** The media type of a file; of a page, which has no name, HTML's. */
export function mediaType(name) {
  return MEDIA_TYPES[name.split(".").pop()] ?? (name === "" ? "text/html" : "application/octet-stream");
}

/**
 * Start a browser, call `measure` with it and the server's address, and clean up.
 *
 * @param options `name`: chromium or firefox; `executablePath`: the program; `answer`: handles requests.
 */
export async function inBrowser({ name = "chromium", executablePath, answer }, measure) {
  const server = createServer(answer);
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const profile = mkdtempSync(join(tmpdir(), "benchmark-"));
  const browser = await puppeteer.launch({
    browser: name === "firefox" ? "firefox" : "chrome",
    executablePath,
    userDataDir: profile,
    headless: true,
    args: name === "firefox" ? [] : ["--no-sandbox", "--disable-gpu"],
  });
  try {
    await measure(browser, `http://127.0.0.1:${server.address().port}/`);
  } finally {
    await browser.close();
    server.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
