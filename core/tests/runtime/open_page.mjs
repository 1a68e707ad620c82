/** Opens an address and prints what the page's `answer` becomes.  open_page.mjs BROWSER EXECUTABLE PROFILE URL */

import puppeteer from "puppeteer-core";

const [name, executablePath, userDataDir, url] = process.argv.slice(2);

const browser = await puppeteer.launch({
  browser: name === "firefox" ? "firefox" : "chrome",
  executablePath,
  userDataDir,
  headless: true,
  args: name === "firefox" ? [] : ["--no-sandbox", "--disable-gpu"],
});
try {
  const page = await browser.newPage();
  await page.goto(url);
  console.log(await page.evaluate(() => globalThis.answer));
} finally {
  await browser.close();
}
