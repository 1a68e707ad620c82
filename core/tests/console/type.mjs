/**
 * Types into the console page and prints what it shows.  type.mjs BROWSER EXECUTABLE PROFILE URL STEPS
 *
 * STEPS is JSON: a list of entries to type, each followed by Enter, or {key} for a key or chord ("Control+c"), or
 * {type} for text without Enter, {wait} for a text that must
 * appear in the output or among the completions, {reload: true}, or {accessible: true} for a check
 * by axe.
 */

import assert from "node:assert/strict";
import { createRequire } from "node:module";

import puppeteer from "puppeteer-core";

const [name, executablePath, userDataDir, url, steps] = process.argv.slice(2);
const AXE = createRequire(import.meta.url).resolve("axe-core");
const READY = { timeout: 60_000 };
const SETTLED_MS = 150;

const browser = await puppeteer.launch({
  browser: name === "firefox" ? "firefox" : "chrome",
  executablePath,
  userDataDir,
  headless: true,
  args: name === "firefox" ? [] : ["--no-sandbox", "--disable-gpu"],
  // One browser shows the dark colours, the other the light ones.
  extraPrefsFirefox: { "ui.systemUsesDarkTheme": 1 },
});

async function press(page, chord) {
  const keys = chord.split("+");
  for (const key of keys) {
    await page.keyboard.down(key);
  }
  for (const key of keys.toReversed()) {
    await page.keyboard.up(key);
  }
}

async function step(page, what) {
  if (typeof what === "string") {
    await page.keyboard.type(what);
    // Closes the completions, so that Enter runs the entry.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
  } else if (what.type) {
    await page.keyboard.type(what.type);
  } else if (what.key) {
    await press(page, what.key);
  } else if (what.accessible) {
    await page.addScriptTag({ path: AXE });
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    assert.deepEqual(
      violations.map(({ help, nodes }) => [help, nodes.map(({ html }) => html)]),
      [],
    );
  } else if (what.reload) {
    await page.reload();
    await page.waitForSelector("#input:not([hidden])", READY);
  } else {
    const shown = (text) =>
      [...document.querySelectorAll("#output, .cm-tooltip")].some((element) => element.innerText.includes(text));
    await page.waitForFunction(shown, READY, what.wait);
    // The editor takes no key for completions that have only just appeared.
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
  }
}

try {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForSelector("#input:not([hidden]), #output .error", READY);
  for (const what of JSON.parse(steps)) {
    await step(page, what).catch(async (error) => {
      const shown = await page.evaluate(() => document.body.innerText);
      throw new Error(`${JSON.stringify(what)} failed, with this page:\n${shown}`, { cause: error });
    });
  }
  const shown = await page.evaluate(() => ({
    output: document.getElementById("output").innerText,
    editor: document.querySelector(".cm-content")?.innerText ?? "",
    html: document.getElementById("output").innerHTML,
    blinks: getComputedStyle(document.querySelector(".cm-cursorLayer") ?? document.body).animationName !== "none",
  }));
  console.log(JSON.stringify(shown));
} finally {
  await browser.close();
}
