import { fileURLToPath } from "node:url";

/** What a bundle is fetched in: a stage's own modules, and all that they import statically. */
export interface Stage {
  readonly name: string;
  /** Paths of modules, relative to this folder. */
  readonly entries: readonly string[];
}

/** Of the library: what an import fetches, what a look at an invite takes, what a session takes. */
export const LIBRARY_STAGES: readonly Stage[] = [
  { name: "core", entries: ["../src/index.ts"] },
  {
    name: "look",
    entries: [
      "../src/inviteLooks.ts",
      "../src/device.ts",
      "../src/signingKey.ts",
      "../src/wrapKey.ts",
    ],
  },
  { name: "qr", entries: ["../src/qrSvg.ts"] },
  { name: "session", entries: ["../src/joining.ts", "../src/sessionOpening.ts"] },
];

/** Of the elements: what an import fetches is one file, not one for each module that parts share. */
export const ELEMENT_STAGES: readonly Stage[] = [
  { name: "shown", entries: ["../src/elements.ts"] },
];

/** Of the pages: what all of them show, then what an invite takes, then what a session takes. */
export const PAGE_STAGES: readonly Stage[] = [
  { name: "frame", entries: ["../app/main.ts"] },
  { name: "join", entries: ["../app/pages/joinPage.ts", ...entriesOf("look")] },
  { name: "qr", entries: entriesOf("qr") },
  { name: "session", entries: ["../app/pages/sessionPage.ts", ...entriesOf("session")] },
];

interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

function entriesOf(stage: string): readonly string[] {
  return LIBRARY_STAGES.find(({ name }) => name === stage)?.entries ?? [];
}

type NameOfGroup = (id: string, graph: Graph) => string | null;

/**
 * Names the first stage that needs a module, so that no stage fetches what only a later one needs;
 * the bundler alone puts shared modules together by size. A module of no stage is left to it.
 */
export function stages(list: readonly Stage[]): NameOfGroup {
  let stageOf: ReadonlyMap<string, string> | undefined;
  return (id, graph) => {
    stageOf ??= sorted(list, graph);
    return stageOf.get(id) ?? null;
  };
}

function sorted(list: readonly Stage[], graph: Graph): ReadonlyMap<string, string> {
  const stageOf = new Map<string, string>();
  const entriesOfStages = list.map(({ name, entries }) => {
    const ids = entries.map((path) => fileURLToPath(new URL(path, import.meta.url)));
    return [name, ids] as const;
  });
  // First, so that index.ts, which exports from everywhere, draws no entry into an earlier stage.
  for (const [name, ids] of entriesOfStages) {
    ids.forEach((id) => stageOf.set(id, name));
  }
  const importsOf = (id: string): readonly string[] => graph.getModuleInfo(id)?.importedIds ?? [];
  for (const [name, ids] of entriesOfStages) {
    const open = ids.flatMap(importsOf);
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (!stageOf.has(id)) {
        stageOf.set(id, name);
        open.push(...importsOf(id));
      }
    }
  }
  return stageOf;
}
