// Writes what the broker and the client are made of, as CycloneDX, to target/sbom, and fails if a
// bill leaves anything out: a jar that lies beside the broker, a package that is locked.
// Wants a broker built by `mvn verify`.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const text = (file) => readFileSync(root + file, "utf8");
const difference = (all, named) => all.filter((it) => !named.includes(it));

function write(name, bill) {
  mkdirSync(`${root}target/sbom`, { recursive: true });
  writeFileSync(`${root}target/sbom/${name}.json`, bill);
  return JSON.parse(bill).components;
}

function report(name, things, missing, tooMuch) {
  console.log(`target/sbom/${name}.json: ${things.length} components`);
  for (const it of missing) console.error(`${name}: the bill lacks ${it}`);
  for (const it of tooMuch) console.error(`${name}: the bill has ${it}, which is not there`);
  if (things.length === 0 || missing.length + tooMuch.length > 0) process.exitCode = 1;
}

function broker() {
  const lib = `${root}broker/target/lib`;
  const sha256 = (file) => createHash("sha256").update(readFileSync(`${lib}/${file}`)).digest("hex");
  const jars = readdirSync(lib).map((file) => `${file} ${sha256(file)}`);
  const named = write("broker", text("broker/target/bom.json")).map((it) => {
    const hash = it.hashes.find(({ alg }) => alg === "SHA-256");
    return `${it.name}-${it.version}.jar ${hash?.content}`;
  });
  report("broker", named, difference(jars, named), difference(named, jars));
}

// With the packages that build and test it: some of them, lit for one, are bundled into the pages.
function client() {
  const bill = execFileSync("npm", ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"], {
    cwd: `${root}client-js`,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  const { packages } = JSON.parse(text("client-js/package-lock.json"));
  const locked = Object.entries(packages)
    .filter(([place]) => place !== "")
    .map(([place, it]) => `${place.split("node_modules/").at(-1)}@${it.version}`);
  const named = write("client", bill).map(({ name, version }) => `${name}@${version}`);
  report("client", named, difference(locked, named), difference(named, locked));
}

broker();
client();
