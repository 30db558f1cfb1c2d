import { existsSync, readdirSync, readFileSync } from "node:fs";

import { expect, it } from "vitest";

const ROOT = new URL("../../../", import.meta.url);
const MODEL = new URL("crypto/model/", ROOT);
const TAKES_NOTHING_AWAY = /^(BASE|REACH|QALL|Q\d|ONE_DEVICE|KEY_COMMIT|SAME_BYTES)$/;

it("every weakened form of a model is tested, under its name", () => {
  const tests = testsBySwitch();
  const weakened = switchesThatRun();
  expect(weakened.length).toBeGreaterThan(30);
  expect(weakened.filter((name) => !tests.has(name))).toEqual([]);
});

it("every test that the table names is there, and names the switch", () => {
  const javaTests = [...filesIn("crypto/src/test/java"), ...filesIn("broker/src/test/java")];
  for (const [name, files] of testsBySwitch()) {
    const [model = "", weakened = ""] = name.split(" ");
    for (const file of files) {
      const paths = file.endsWith(".test.ts")
        ? [new URL(`client-js/test/${file}`, ROOT)]
        : javaTests.filter(({ pathname }) => pathname.endsWith(`/${file}.java`));
      const found = paths.filter((path) => existsSync(path)).map((it) => readFileSync(it, "utf8"));
      const named = found.some((text) => text.includes(`${model}.pv`) && text.includes(weakened));
      expect(named, `${name} in ${file}`).toBe(true);
    }
  }
});

/** "model SWITCH", as run.sh has them. */
function switchesThatRun(): readonly string[] {
  const runs = readFileSync(new URL("run.sh", MODEL), "utf8").matchAll(/^check (\w+) .*$/gm);
  const names = [...runs].flatMap(([run, model = ""]) =>
    [...run.matchAll(/-D(\w+)/g)]
      .map(([, name = ""]) => name)
      .filter((name) => !TAKES_NOTHING_AWAY.test(name))
      .map((name) => `${model} ${name}`),
  );
  return [...new Set(names)];
}

/** The last column of the table, by "model SWITCH"; a row without a model is of the one above. */
function testsBySwitch(): ReadonlyMap<string, readonly string[]> {
  const table = readFileSync(new URL("README.md", MODEL), "utf8").split("## Switches")[1] ?? "";
  const tests = new Map<string, readonly string[]>();
  let model = "";
  for (const [, names = "", files = ""] of table.matchAll(/^\| (`.*?) \|.*\| (.*?) \|$/gm)) {
    for (const name of inBackticks(names)) {
      if (/^[a-z]+$/.test(name)) {
        model = name;
      } else {
        tests.set(`${model} ${name}`, inBackticks(files));
      }
    }
  }
  return tests;
}

function inBackticks(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, inside = ""]) => inside);
}

function filesIn(folder: string): readonly URL[] {
  const within = new URL(`${folder}/`, ROOT);
  return readdirSync(within, { recursive: true, encoding: "utf8" }).map(
    (name) => new URL(name, within),
  );
}
