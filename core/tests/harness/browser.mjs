/**
 * Evaluates in a browser: a page and its workers.  browser.mjs BROWSER EXECUTABLE PROFILES URL SOCKET
 *
 * Chromium is driven over CDP, Firefox over WebDriver BiDi; neither needs a driver program.
 */

import { mkdtemp } from "node:fs/promises";

import puppeteer from "puppeteer-core";

import { serveRequests } from "./requests.mjs";

const [name, executablePath, profiles, url] = process.argv.slice(2);

const CHROMIUM_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const browser = await puppeteer.launch({
  browser: name === "firefox" ? "firefox" : "chrome",
  executablePath,
  // A new one each time: a browser that was killed may have left anything in its own.
  userDataDir: await mkdtemp(`${profiles}/`),
  headless: true,
  args: name === "firefox" ? [] : CHROMIUM_ARGUMENTS,
  // How long one evaluation may take is for pytest to say.
  protocolTimeout: 0,
  handleSIGINT: false,
  handleSIGTERM: false,
});

// A browser that hangs does not close: it is killed, with all its processes.
process.on("exit", () => process.kill(-browser.process().pid, "SIGKILL"));
process.on("SIGTERM", () => process.exit());

function fail(reason) {
  console.error(reason);
  process.exit(1);
}

browser.on("disconnected", () => fail("The browser ended"));
const page = await browser.newPage();
page.on("error", (error) => fail(`The page crashed: ${error}`));
page.on("pageerror", (error) => console.error(error));
await page.goto(url);
if (!(await page.evaluate(() => typeof globalThis.evaluateIn === "function"))) {
  fail("The page could not load the runtime's loader");
}

serveRequests(({ realm, ...request }) => page.evaluate((...args) => globalThis.evaluateIn(...args), realm, request));
