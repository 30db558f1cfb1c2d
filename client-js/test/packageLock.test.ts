import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

interface Package {
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
}

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), "utf8"));

const lock = read("package-lock.json") as { packages: Record<string, Package> };
const packages = Object.entries(lock.packages).filter(([place]) => place !== "");

const places = (chosen: [string, Package][]): string[] => chosen.map(([place]) => place);

test("every package is pinned by its hash", () => {
  expect(packages).not.toHaveLength(0);
  const unpinned = packages.filter(([, it]) => !/^sha512-[\w+/]{86}==$/.test(it.integrity ?? ""));
  expect(places(unpinned)).toEqual([]);
});

test("no package is bound to an address from which it once came", () => {
  expect(places(packages.filter(([, it]) => it.resolved !== undefined))).toEqual([]);
});

test("no package runs anything when it is installed", () => {
  expect(places(packages.filter(([, it]) => it.hasInstallScript === true))).toEqual([]);
});

test("every direct dependency names one version", () => {
  const { dependencies, devDependencies } = read("package.json") as Record<
    "dependencies" | "devDependencies",
    Record<string, string>
  >;
  const versions = Object.values({ ...dependencies, ...devDependencies });
  expect(versions).not.toHaveLength(0);
  expect(versions.filter((it) => !/^\d+\.\d+\.\d+$/.test(it))).toEqual([]);
});
