/**
 * Asks a service worker twice, lets the browser end it, asks twice again and prints the answers.
 *
 * restart_service_worker.mjs BROWSER EXECUTABLE PROFILE URL SCRIPT
 */

import puppeteer from "puppeteer-core";

const [name, executablePath, userDataDir, url, script] = process.argv.slice(2);
const isFirefox = name === "firefox";
const IDLE_MS = 500;
const BUSY_MS = 100_000;

const browser = await puppeteer.launch({
  browser: isFirefox ? "firefox" : "chrome",
  executablePath,
  userDataDir,
  headless: true,
  args: isFirefox ? [] : ["--no-sandbox", "--disable-gpu"],
  // Firefox has no command for it, but ends workers that have nothing to do; after the longer time also those that have:
  // on a busy machine Python's start takes a while.
  extraPrefsFirefox: {
    "dom.serviceWorkers.idle_timeout": IDLE_MS,
    "dom.serviceWorkers.idle_extended_timeout": BUSY_MS,
  },
});

/** In the page: register, and wait until the worker answers for this page. */
async function register(script) {
  const type = script.endsWith(".mjs") ? "module" : "classic";
  const controlled = new Promise((resolve) =>
    navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }),
  );
  await navigator.serviceWorker.register(script, { type });
  await controlled;
}

async function end() {
  if (isFirefox) {
    await new Promise((resolve) => setTimeout(resolve, 4 * IDLE_MS));
    return;
  }
  const session = await browser.target().createCDPSession();
  const workers = browser.targets().filter((target) => target.type() === "service_worker");
  for (const target of workers) {
    await session.send("Target.closeTarget", { targetId: target._targetId });
  }
}

try {
  const page = await browser.newPage();
  await page.goto(url);
  await page.evaluate(register, script);
  // Both at once, and the worker lives until both are answered.
  const askTwice = () =>
    page.evaluate(async () => {
      const ask = async () => await (await fetch("data.json")).json();
      const answers = await Promise.all([ask(), ask()]);
      return answers.sort((a, b) => a.count - b.count);
    });
  const before = await askTwice();
  await end();
  console.log(JSON.stringify([...before, ...(await askTwice())]));
} finally {
  await browser.close();
}
