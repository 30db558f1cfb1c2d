// Says how long the join page and the start page of a running broker take on a phone as Lighthouse
// thinks of one: a processor four times as slow, 1.6 Mbit/s down, 0.75 up, 150 ms there and back.
// Each page is opened in a fresh browser profile (cold), then once more when the profile has all that
// it keeps (warm); the median of five counts, up to when the page's button can be pressed. Wants a
// quiet machine. Joins nothing.
//
//   npm run measure:page -- http://localhost:8080

/* global document, navigator, performance, PerformanceObserver, requestAnimationFrame */
import { execFileSync } from "node:child_process";

import { chromium } from "@playwright/test";

import { createClient } from "../dist/index.js";

const RUNS = 5;
const PHONE = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true };
const PROCESSOR = { rate: 4 };
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (0.75 * 1024 * 1024) / 8,
};
/** The element of each page that has its first button. */
const ELEMENT = { join: "lk-join", start: "lk-start-page" };
const BLOCKING_MS = 50;

/** In the page, before its own scripts: what the browser says of it, and when its button can be pressed. */
function observe(element) {
  const seen = { fcp: 0, lcp: 0, cls: 0, tasks: [], ready: 0 };
  globalThis.measured = seen;
  const on = (type, take) => {
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
      type,
      buffered: true,
    });
  };
  on("paint", ({ name, startTime }) => {
    if (name === "first-contentful-paint") {
      seen.fcp = startTime;
    }
  });
  on("largest-contentful-paint", ({ startTime }) => {
    seen.lcp = startTime;
  });
  on("layout-shift", ({ value, hadRecentInput }) => {
    seen.cls += hadRecentInput ? 0 : value;
  });
  on("longtask", ({ startTime, duration }) => {
    seen.tasks.push({ startTime, duration });
  });
  const look = () => {
    const shown = document.querySelector(element);
    if ((shown?.shadowRoot ?? shown)?.querySelector("button.primary:not(:disabled)")) {
      seen.ready = performance.now();
    } else {
      requestAnimationFrame(look);
    }
  };
  look();
}

async function load(page, url) {
  const cdp = await page.context().newCDPSession(page);
  let bytes = 0;
  cdp.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await cdp.send("Network.enable");
  await cdp.send("Network.emulateNetworkConditions", NETWORK);
  await cdp.send("Emulation.setCPUThrottlingRate", PROCESSOR);
  await page.goto(url);
  await page.waitForFunction(() => globalThis.measured.ready > 0);
  const { fcp, lcp, cls, tasks, ready } = await page.evaluate(() => globalThis.measured);
  const blocking = tasks
    .filter(({ startTime }) => startTime >= fcp)
    .reduce((sum, { duration }) => sum + Math.max(0, duration - BLOCKING_MS), 0);
  await cdp.detach();
  return { fcp, lcp, cls, blocking, ready, bytes };
}

async function once(browser, url, element) {
  const context = await browser.newContext(PHONE);
  await context.addInitScript(observe, element);
  const first = await context.newPage();
  const cold = await load(first, url);
  await first.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await first.close();
  const warm = await load(await context.newPage(), url);
  await context.close();
  return { cold, warm };
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

function row(name, runs) {
  const of = (key, digits = 0) => median(runs.map((run) => run[key])).toFixed(digits);
  const cells = [of("fcp"), of("lcp"), of("cls", 3), of("blocking"), of("ready"), of("bytes")];
  return [name.padEnd(18), ...cells.map(cell)].join("");
}

const cell = (text) => text.padStart(10);

const [brokerUrl = "http://localhost:8080"] = process.argv.slice(2);
const client = createClient({ brokerUrl });
const session = await client.createSession({ displayName: "Ana", title: "Roadmap" });
const { link } = await session.invites.create({ name: "Ben" });
const executablePath =
  process.env.CHROMIUM ?? execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  const heads = ["FCP ms", "LCP ms", "CLS", "TBT ms", "ready ms", "bytes"];
  console.log([" ".repeat(18), ...heads.map(cell)].join(""));
  for (const [name, url] of [
    ["join", link],
    ["start", new URL("/", brokerUrl).href],
  ]) {
    const runs = [];
    while (runs.length < RUNS) {
      runs.push(await once(browser, url, ELEMENT[name]));
    }
    for (const kind of ["cold", "warm"]) {
      console.log(
        row(
          `${name} page, ${kind}`,
          runs.map((run) => run[kind]),
        ),
      );
    }
  }
} finally {
  await browser.close();
  await session.end();
}
process.exit();
