import { STATIC_FOLDER } from "./appServer.js";
import { expect, test } from "./fixtures.js";

const places = [
  { path: "/", route: "" },
  { path: "/j#invite", route: "j" },
  { path: "/s/sid", route: "s/sid" },
  { path: "/s/sid/host", route: "s/sid/host" },
  { path: "/scan", route: "scan" },
  { path: STATIC_FOLDER, route: "" },
  { path: `${STATIC_FOLDER}index.html`, route: "index.html" },
];

for (const { path, route } of places) {
  test(`renders at ${path} without a breach of the policy`, async ({ page, breaches }) => {
    await page.goto(path);
    const hello = page.locator("lk-hello");
    await expect(hello.locator("h1")).toHaveText("Hello, world");
    await expect(hello.locator("h1")).toHaveCSS("color", "rgb(47, 111, 94)");
    await expect(hello.locator("#encoded")).toHaveText("d29ybGQ");
    await expect(hello.locator("#route")).toHaveText(route);
    await expect(page.locator("body")).toHaveCSS("margin-top", "0px");
    expect(breaches).toEqual([]);
  });
}

test("a string given to an HTML sink is refused and recorded", async ({ page, breaches }) => {
  await page.goto("/");
  const refused = await page.evaluate(() => {
    try {
      document.body.innerHTML = "<b>injected</b>";
      return false;
    } catch {
      return true;
    }
  });
  expect(refused).toBe(true);
  await expect.poll(() => breaches.length).toBeGreaterThan(0);
});

test("a script that does not match its digest is not run", async ({ page, breaches }) => {
  await page.route("**/assets/*.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n` });
  });
  await page.goto("/");
  await expect.poll(() => breaches.join()).toContain("integrity");
  await expect(page.locator("lk-hello h1")).toHaveCount(0);
});
