import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";

import { expect, test } from "./fixtures.js";

const dist = new URL("../dist/", import.meta.url);

test("the classic script works in a page opened from disk", async ({ page, breaches }, info) => {
  const path = info.outputPath("page.html");
  const script = new URL("latchkey.global.js", dist).href;
  await writeFile(
    path,
    `<!doctype html><script src="${script}"></script>
     <script>document.title = Latchkey.encodeBase64Url(new Uint8Array([251, 255]))</script>`,
  );
  await page.goto(pathToFileURL(path).href);
  await expect(page).toHaveTitle("-_8");
  expect(breaches).toEqual([]);
});

test("the module works alone in Node", () => {
  const program = `
    import { encodeBase64Url } from ${JSON.stringify(new URL("index.js", dist).href)};
    process.stdout.write(encodeBase64Url(new Uint8Array([251, 255])));`;
  const output = execFileSync(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: fileURLToPath(new URL("/", import.meta.url)),
    encoding: "utf8",
  });
  expect(output).toBe("-_8");
});
