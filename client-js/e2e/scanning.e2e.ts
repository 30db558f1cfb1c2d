import { type Browser, type Page, chromium as browserType } from "@playwright/test";

import { qrSvg } from "../src/qrSvg.js";
import { expectBoard, invite, joinButton, startSession } from "./acts.js";
import { chromium } from "./chromium.js";
import { cameraArguments, film } from "./fakeCamera.js";
import { expect, test } from "./fixtures.js";

/** Scans with a browser of its own, which has these cameras. */
const scanner = test.extend<{ browserWith: (args: string[]) => Promise<Browser> }>({
  // Playwright reads the wanted fixtures from this pattern, so it must be one.
  // eslint-disable-next-line no-empty-pattern
  browserWith: async ({}, use) => {
    const browsers: Browser[] = [];
    await use(async (args) => {
      const options = { ...chromium, args: [...(chromium.args ?? []), ...args] };
      const browser = await browserType.launch(options);
      browsers.push(browser);
      return browser;
    });
    await Promise.all(browsers.map((browser) => browser.close()));
  },
});

async function showCode(host: Page): Promise<string> {
  await startSession(host);
  const link = await invite(host);
  await host.getByRole("button", { name: "Show QR code" }).click();
  await expect(code(host)).toBeVisible();
  return link;
}

const code = (host: Page): ReturnType<Page["getByRole"]> =>
  host.getByRole("img", { name: "QR code of the link" });

test("a guest joins by a picture of the code on the host's screen", async ({
  host,
  guest,
}, info) => {
  await showCode(host);
  const picture = info.outputPath("code.png");
  await host.screenshot({ path: picture });
  await guest.goto("/scan");
  await guest.getByLabel("Choose a picture of the code").setInputFiles(picture);
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText("Ana invites Ben to Roadmap");
  await joinButton(guest).click();
  await expectBoard(guest);
});

scanner(
  "a guest joins by the camera, which stops when the code is found",
  async ({ host, browserWith, baseURL, watch }, info) => {
    await showCode(host);
    const path = info.outputPath("code.y4m");
    await film(code(host), path);
    const browser = await browserWith(cameraArguments(path));
    const context = await browser.newContext({ ...(baseURL && { baseURL }) });
    await context.grantPermissions(["camera"]);
    watch.over(context);
    const guest = await context.newPage();
    await guest.goto("/scan");
    const track = guest.evaluateHandle(keepTrack);
    await guest.getByRole("button", { name: "Use camera" }).click();
    await joinButton(guest).click();
    await expectBoard(guest);
    expect(await (await track).evaluate((kept) => kept.states())).toEqual(["ended"]);
  },
);

/** Remembers every camera track that the page gets. */
function keepTrack(): { states(): string[] } {
  const tracks: MediaStreamTrack[] = [];
  const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await original(constraints);
    tracks.push(...stream.getTracks());
    return stream;
  };
  return { states: () => tracks.map((track) => track.readyState) };
}

const problems = [
  {
    name: "that is not allowed",
    args: ["--use-fake-device-for-media-stream"],
    says: "The camera was not allowed.",
  },
  { name: "that does not exist", args: [], says: "No camera was found." },
];

for (const { name, args, says } of problems) {
  scanner(`a camera ${name} leaves picture and link`, async ({ browserWith, baseURL }) => {
    const browser = await browserWith(args);
    const page = await browser.newPage({ ...(baseURL && { baseURL }) });
    await page.goto("/scan");
    await page.getByRole("button", { name: "Use camera" }).click();
    await expect(page.getByRole("alert").filter({ hasText: says })).toBeVisible();
    await expect(page.getByRole("button", { name: "Use camera" })).toBeEnabled();
    await expect(page.getByLabel("Choose a picture of the code")).toBeEnabled();
    await expect(page.getByLabel("Paste an invite link")).toBeEnabled();
  });
}

const refused = [
  ["another place", "https://elsewhere.example/j", "This invite is for elsewhere.example."],
  ["no invite", null, "No QR code could be read in this picture."],
] as const;

for (const [what, address, says] of refused) {
  test(`a picture of ${what} is refused, and nothing is opened`, async ({
    guest,
    session,
  }, info) => {
    const { link } = await session.invites.create({ name: "Ben" });
    const picture = info.outputPath("picture.png");
    const shown = address === null ? "<p>no code</p>" : qrSvg(link.replace(/^[^#]*/, address));
    await guest.setContent(`<div style="width: 20rem">${shown}</div>`);
    await guest.screenshot({ path: picture });
    await guest.goto("/scan");
    await guest.getByLabel("Choose a picture of the code").setInputFiles(picture);
    await expect(guest.getByRole("alert").filter({ hasText: says })).toBeVisible();
    await expect(guest).toHaveURL("/scan");
  });
}
