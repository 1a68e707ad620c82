/**
 * Uses a page as someone would, and prints what was read from it.  drive.mjs BROWSER EXECUTABLE PROFILE URL STEPS
 *
 * STEPS is JSON, a list of objects with one action each: {wait: selector, text?} until an element shows a text,
 * {click: selector}, {insert: text} where the focus is, {press: "Shift+Enter"}, {read: selector} the texts of all
 * elements, {evaluate: expression}, {reload: true}, {screenshot: file}. Printed is JSON: {read, errors}.
 */

import puppeteer from "puppeteer-core";

const [name, executablePath, userDataDir, url, steps] = process.argv.slice(2);
const PATIENCE = { timeout: 60_000 };

const browser = await puppeteer.launch({
  browser: name === "firefox" ? "firefox" : "chrome",
  executablePath,
  userDataDir,
  headless: true,
  defaultViewport: { width: 1200, height: 1000 },
  args: name === "firefox" ? [] : ["--no-sandbox", "--disable-gpu"],
});
const read = [];
const errors = [];
const log = [];

async function press(page, chord) {
  const keys = chord.split("+");
  for (const key of keys) {
    await page.keyboard.down(key);
  }
  for (const key of keys.toReversed()) {
    await page.keyboard.up(key);
  }
}

const actions = {
  wait: (page, selector, { text = "" }) =>
    page.waitForFunction(
      (selector, text) => [...document.querySelectorAll(selector)].some((element) => element.innerText?.includes(text)),
      PATIENCE,
      selector,
      text,
    ),
  click: (page, selector) => page.locator(selector).click(),
  // As a paste: an editor that types for its user leaves it alone.
  insert: (page, text) => page.evaluate((text) => document.execCommand("insertText", false, text), text),
  press,
  read: async (page, selector) =>
    read.push(await page.$$eval(selector, (found) => found.map((each) => each.textContent))),
  evaluate: async (page, expression) => read.push(await page.evaluate(expression)),
  reload: (page) => page.reload(),
  screenshot: (page, path) => page.screenshot({ path }),
};

try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => log.push(message.text()));
  await page.goto(url);
  for (const step of JSON.parse(steps)) {
    const [[action, argument]] = Object.entries(step);
    await actions[action](page, argument, step).catch(async (error) => {
      const shown = await page.evaluate(() => document.body.innerText);
      const said = [...errors, ...log].join("\n");
      throw new Error(`${JSON.stringify(step)} failed, with this page:\n${shown}\n\n${said}`, { cause: error });
    });
  }
  console.log(JSON.stringify({ read, errors }));
} finally {
  await browser.close();
}
