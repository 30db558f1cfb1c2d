// What applications can see of the package, as text: api/<entry>.d.ts holds what an entry exports, and
// the types that this leads to, without comments; what index.d.ts has stands only there. `npm run package` fails where the build says
// something else; `npm run api` writes it anew, for a review to see what changes for applications.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const api = fileURLToPath(new URL("../api/", import.meta.url));
const ENTRIES = ["index", "yjs", "elements", "react", "testing"];

const paths = ENTRIES.map((name) => `${dist}${name}.d.ts`);
const program = ts.createProgram(paths, {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
  types: [],
});
const checker = program.getTypeChecker();
const printer = ts.createPrinter({ removeComments: true });

const resolved = (symbol) =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

/** The statements of ours that declare a symbol; none for what is no type or value of its own. */
function statementsOf(symbol) {
  return (symbol.declarations ?? [])
    .map((it) => (ts.isVariableDeclaration(it) ? it.parent.parent : it))
    .filter((it) => ts.isStatement(it) && it.getSourceFile().fileName.startsWith(dist));
}

function exportsOf(path) {
  return checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(path)));
}

/** What declares these, and all that they lead to but `others`: by symbol. */
function reached(symbols, others) {
  const found = new Map();
  const open = symbols.filter((symbol) => !others.has(symbol));
  for (let symbol = open.pop(); symbol !== undefined; symbol = open.pop()) {
    const statements = statementsOf(symbol);
    if (statements.length > 0 && !found.has(symbol)) {
      found.set(symbol, statements);
      const next = statements.flatMap(symbolsIn);
      open.push(...next.filter((it) => !others.has(it)));
    }
  }
  return found;
}

/** What an entry adds to the types of every page. */
function globalsOf(path) {
  return program.getSourceFile(path).statements.filter(ts.isModuleDeclaration).map(textOf);
}

function report(path, exported, found) {
  const names = exported.map((symbol) => {
    const own = resolved(symbol).name;
    return own === symbol.name ? own : `${own} as ${symbol.name}`;
  });
  const texts = [...found]
    .sort(([a], [b]) => (a.name < b.name ? -1 : 1))
    .flatMap(([, statements]) => [...new Set(statements)].map(textOf));
  return `${[...texts, ...globalsOf(path), `export { ${names.sort().join(", ")} };`].join("\n\n")}\n`;
}

function symbolsIn(node) {
  const found = [];
  const visit = (child) => {
    const symbol = ts.isIdentifier(child) ? checker.getSymbolAtLocation(child) : undefined;
    if (symbol !== undefined) {
      found.push(resolved(symbol));
    }
    ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

/** Whether it is exported is said at the end. */
function textOf(statement) {
  return printer
    .printNode(ts.EmitHint.Unspecified, statement, statement.getSourceFile())
    .replace(/^export /, "");
}

const write = process.argv.includes("--write");
mkdirSync(api, { recursive: true });
let core = new Map();
ENTRIES.forEach((name, i) => {
  const exported = exportsOf(paths[i]);
  const found = reached(exported.map(resolved), core);
  if (name === "index") {
    core = found;
  }
  const file = `${api}${name}.d.ts`;
  const text = report(paths[i], exported, found);
  if (write) {
    writeFileSync(file, text);
  } else if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
    console.error(`api/${name}.d.ts is not what is built: if that is meant, run npm run api`);
    process.exitCode = 1;
  }
});
