// Says how large what people fetch is, in bytes of gzip -9, and fails if something is over its budget.
// Counted is what is fetched at once: a file, and all that it imports statically. What is fetched
// later, when it is first used, stands in lines of its own.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const dist = fileURLToPath(new URL("../dist", import.meta.url));
const assets = join(dist, "app/assets");
const parts = join(dist, "parts");

const STATIC_IMPORT = /\b(?:import|from)\s*"(\.[^"]+\.js)"/g;

/** The files that a script brings with it, itself among them. */
function withImports(...scripts) {
  const found = new Set(scripts.map((path) => resolve(path)));
  for (const path of found) {
    for (const [, imported] of readFileSync(path, "utf8").matchAll(STATIC_IMPORT)) {
      found.add(resolve(dirname(path), imported));
    }
  }
  return [...found];
}

const named = (folder, name) => {
  const file = readdirSync(folder).find((it) => it.startsWith(`${name}-`) && it.endsWith(".js"));
  if (file === undefined) {
    throw new Error(`there is no ${name}-….js in ${folder}: build first, and see tools/stages.ts`);
  }
  return join(folder, file);
};

const zipped = (path) => gzipSync(readFileSync(path), { level: 9 }).length;
const sizeOf = (paths) => paths.reduce((sum, path) => sum + zipped(path), 0);
const without = (paths, others) => paths.filter((path) => !others.includes(path));

const page = readFileSync(join(dist, "app/index.html"), "utf8");
const linked = [...page.matchAll(/\b(?:src|href)="\.\/([^"]+)"/g)].map(([, path]) =>
  join(dist, "app", path),
);
const entry = linked.filter((path) => path.endsWith(".js"));
const frame = withImports(...entry);
const joinPage = withImports(...entry, named(assets, "join"));
const first = [...new Set([join(dist, "app/index.html"), ...linked, ...joinPage])];
const sessionPage = withImports(...entry, named(assets, "session"));

const core = withImports(join(dist, "index.js"));
const look = withImports(join(dist, "index.js"), named(parts, "look"));
const session = withImports(join(dist, "index.js"), named(parts, "session"));

// What holds the join page up is X-Wing, by which the invite's preview is sealed (16 kB). The curve that
// it and signatures need is the platform's; noble's is fetched where there is none.
/** Name, files, budget in bytes or none. */
const rows = [
  ["join page: scripts until Join can be pressed", joinPage],
  ["join page: with page, style and icon", first, 60_000],
  ["  of them on every page", frame],
  ["  then, when idle: joining, session page", without(sessionPage, joinPage)],
  ["@latchkey/client: what an import fetches", core, 25_000],
  ["  then, at the first look at an invite", without(look, core)],
  ["  then, in a session", without(session, look)],
  [
    "@latchkey/client/yjs, beside the core",
    without(withImports(join(dist, "yjs.js")), core),
    8_000,
  ],
  ["latchkey.global.js, whole, for a <script>", [join(dist, "latchkey.global.js")]],
];
for (const [name, budget] of [
  ["react", 3_000],
  ["elements", 30_000],
]) {
  const path = join(dist, `${name}.js`);
  if (existsSync(path)) {
    rows.push([
      `@latchkey/client/${name}, beside the core`,
      without(withImports(path), core),
      budget,
    ]);
  }
}

let over = 0;
for (const [name, paths, budget = 0] of rows) {
  const size = sizeOf(paths);
  const isOver = budget > 0 && size > budget;
  over += isOver ? 1 : 0;
  const limit = budget > 0 ? `of ${String(budget).padStart(6)}` : "";
  console.log(`${name.padEnd(46)}${String(size).padStart(8)} ${limit}${isOver ? "  OVER" : ""}`);
  if (isOver) {
    console.log(paths.map((path) => `    ${basename(path)} ${zipped(path)}`).join("\n"));
  }
}
process.exitCode = over === 0 ? 0 : 1;
