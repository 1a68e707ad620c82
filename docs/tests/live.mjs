/**
 * Uses the live examples of a page as a reader does.  live.mjs EXECUTABLE PROFILE URL STEPS
 *
 * A step is {example, text?, until?}: write the text into an example, run it, and wait until it is over, or until the
 * output has what `until` says and then stop it; or {click}: click what is under an example. Prints what was shown after each,
 * and what the page's policy has refused.
 */

import puppeteer from "puppeteer-core";

const [executablePath, userDataDir, url, steps] = process.argv.slice(2);

const browser = await puppeteer.launch({
  executablePath,
  userDataDir,
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});
process.on("exit", () => process.kill(-browser.process().pid, "SIGKILL"));

const page = await browser.newPage();
await page.evaluateOnNewDocument(() => {
  globalThis.refused = [];
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    globalThis.refused.push(`${violatedDirective}: ${blockedURI}`);
  });
});
const response = await page.goto(url);
await page.waitForSelector(".live-bar");

const shown = [];
for (const { example, text, until, click } of JSON.parse(steps)) {
  const part = (await page.$$(".live-example"))[example];
  if (text !== undefined) {
    await (await part.$(".cm-content")).click();
    await page.keyboard.down("Control");
    await page.keyboard.press("a");
    await page.keyboard.up("Control");
    await page.keyboard.sendCharacter(text);
  }
  const target = await part.$(click ?? ".live-bar button");
  await target.click();
  const output = await part.$(".live-output");
  if (until !== undefined) {
    await page.waitForFunction((element, text) => element.innerText.includes(text), {}, output, until);
    await target.click();
  }
  if (!click) {
    await page.waitForFunction((button) => button.textContent === "Run", {}, target);
  }
  shown.push(await output.evaluate((element) => element.innerText));
}
const policy = response.headers()["content-security-policy"];
console.log(JSON.stringify({ shown, policy, refused: await page.evaluate(() => globalThis.refused) }));
process.exit();
