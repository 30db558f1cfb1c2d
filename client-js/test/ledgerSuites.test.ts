import { describe, expect, it } from "vitest";

import { decodeBase64 } from "../src/base64.js";
import { type Bytes, utf8 } from "../src/bytes.js";
import { openCheckpoint, parseCheckpoint } from "../src/checkpoint.js";
import { provesConsistency } from "../src/consistencyProof.js";
import { provesInclusion } from "../src/inclusionProof.js";
import { leafHash, MerkleTree } from "../src/merkleTree.js";
import { isNoteSignedBy, type NoteKey, noteKeyText, parseNoteKey } from "../src/noteKey.js";
import { parseSignedNote } from "../src/signedNote.js";
import { signingKeyFromSeed } from "../src/signingKey.js";
import { parseTlogProof } from "../src/tlogProof.js";
import { listExternalFiles, readExternalText, readExternalVectors } from "./externalVectors.js";
import { fromHex, toHex } from "./hex.js";
import { signNote } from "./signedNotes.js";
import { attempt, type SuiteReport, SuiteRun, summary } from "./suites/suiteRun.js";

interface InclusionCase {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

interface ConsistencyCase {
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

interface RootsFile {
  readonly leafInputsHex: readonly string[];
  readonly leafHashesHex: readonly string[];
  readonly rootHashesHexBySize: readonly string[];
}

interface NotesFile {
  readonly signing: { readonly skey: string; readonly text: string; readonly note: string };
  readonly notes: readonly {
    readonly desc: string;
    readonly noteBase64: string;
    readonly vkeys: readonly string[];
    readonly result: string;
    readonly verified?: readonly string[];
  }[];
  readonly badVkeys: readonly { readonly vkey: string; readonly desc: string }[];
}

interface CheckpointsFile {
  readonly tests: readonly {
    readonly desc: string;
    readonly body: string;
    readonly valid: boolean;
  }[];
}

interface ProofsFile {
  readonly tests: readonly {
    readonly desc: string;
    readonly proof: string;
    readonly parses: boolean;
  }[];
}

const TESSERA = "tessera/testdata/log";
const roots = readExternalVectors("rfc6962/rfc6962-roots.json") as RootsFile | undefined;
const notes = readExternalVectors("signed-note/note-vectors.json") as NotesFile | undefined;
const checkpoints = readExternalVectors("signed-note/checkpoint-vectors.json") as
  CheckpointsFile | undefined;
const proofs = readExternalVectors("signed-note/tlog-proof-vectors.json") as ProofsFile | undefined;
const inclusions = listExternalFiles("transparency-dev-merkle/inclusion");
const consistencies = listExternalFiles("transparency-dev-merkle/consistency");
const tessera = readExternalText("tessera/VKEY.txt");

describe("our code agrees with the public suite", () => {
  it.skipIf(inclusions === undefined)("merkle: inclusion", async () => {
    const run = new SuiteRun();
    for (const file of inclusions ?? []) {
      const one = readExternalVectors(file) as InclusionCase;
      const proof = { index: one.leafIdx, size: one.treeSize, hashes: decodeAll(one.proof) };
      const isProven = await provesInclusion(
        proof,
        decodeBase64(one.leafHash),
        decodeBase64(one.root),
      );
      run.check(file, isProven !== one.wantErr);
    }
    expectAll("merkle: inclusion", run, 98);
  });

  it.skipIf(consistencies === undefined)("merkle: consistency", async () => {
    const run = new SuiteRun();
    for (const file of consistencies ?? []) {
      const one = readExternalVectors(file) as ConsistencyCase;
      const proof = { from: one.size1, to: one.size2, hashes: decodeAll(one.proof) };
      const isProven = await provesConsistency(
        proof,
        decodeBase64(one.root1),
        decodeBase64(one.root2),
      );
      run.check(file, isProven !== one.wantErr);
    }
    expectAll("merkle: consistency", run, 98);
  });

  it.skipIf(roots === undefined)("RFC 6962: roots", async () => {
    const run = new SuiteRun();
    const tree = new MerkleTree();
    for (const [size, root] of roots?.rootHashesHexBySize.entries() ?? []) {
      run.check(`size ${String(size)}`, toHex(await tree.root()) === root);
      const hash = await leafHash(fromHex(roots?.leafInputsHex[size] ?? ""));
      await tree.append(hash);
      const isLeaf = roots?.leafHashesHex[size] ?? toHex(hash);
      expect(toHex(hash)).toBe(isLeaf);
    }
    expectAll("RFC 6962: roots", run, 9);
  });

  it.skipIf(notes === undefined)("signed notes", async () => {
    const run = new SuiteRun();
    for (const one of notes?.notes ?? []) {
      if (new Set(one.vkeys).size < one.vkeys.length) {
        run.leaveOut("list with a key twice");
        continue;
      }
      const keys = await Promise.all(one.vkeys.map(parseNoteKey));
      const verified = await attempt(() => signersOf(decodeBase64(one.noteBase64), keys), []);
      run.check(one.desc, same(verified, one.verified ?? []));
    }
    // We ask for one key at a time.
    expectAll("signed notes", run, 16, { outOfProfile: { "list with a key twice": 2 } });
  });

  it.skipIf(notes === undefined)("keys of signed notes", async () => {
    const run = new SuiteRun();
    for (const { vkey, desc } of notes?.badVkeys ?? []) {
      run.check(desc, await attempt(() => parseNoteKey(vkey).then(() => false), true));
    }
    const good = new Set(notes?.notes.flatMap(({ vkeys }) => vkeys));
    for (const vkey of good) {
      run.check(vkey, noteKeyText(await parseNoteKey(vkey)) === vkey);
    }
    expectAll("keys of signed notes", run, 9 + 3);
  });

  it.skipIf(notes === undefined)(
    "signed notes: a key of which any character is another",
    async () => {
      const [vkey = ""] = notes?.notes[0]?.vkeys ?? [];
      const run = new SuiteRun();
      for (let at = 0; at < vkey.length; at++) {
        const next = String.fromCharCode(vkey.charCodeAt(at) + 1);
        for (const text of [vkey.slice(0, at), vkey.slice(0, at) + next + vkey.slice(at + 1)]) {
          run.check(text, await attempt(() => parseNoteKey(text).then(() => false), true));
        }
      }
      expectAll("signed notes: changed keys", run, 2 * vkey.length);
    },
  );

  it.skipIf(notes === undefined)("signed notes: signing", async () => {
    const [, , name = "", , ...encoded] = notes?.signing.skey.split("+") ?? [];
    const key = await signingKeyFromSeed(decodeBase64(encoded.join("+")).slice(1));
    expect(await signNote(notes?.signing.text ?? "", name, key)).toBe(notes?.signing.note);
  });

  it.skipIf(checkpoints === undefined)("checkpoints", () => {
    const run = new SuiteRun();
    for (const { desc, body, valid } of checkpoints?.tests ?? []) {
      const isRead = reads(() => parseCheckpoint(body));
      const lines = body.split("\n");
      if (valid && lines.length > 4) {
        run.checkStricter(desc, "extension lines", !isRead);
      } else if (valid && decodeBase64(lines[2] ?? "").length !== 32) {
        run.checkStricter(desc, "root of another length", !isRead);
      } else {
        run.check(desc, isRead === valid);
      }
    }
    expectAll("checkpoints", run, 19, {
      stricter: { "extension lines": 2, "root of another length": 2 },
    });
  });

  it.skipIf(proofs === undefined)("proofs as texts", () => {
    const run = new SuiteRun();
    for (const { desc, proof, parses } of proofs?.tests ?? []) {
      run.check(desc, reads(() => parseTlogProof(proof)) === parses);
    }
    expectAll("proofs as texts", run, 12);
  });

  it.skipIf(tessera === undefined)("tessera: a log as it grew", async () => {
    const key = await parseNoteKey(tessera?.trim() ?? "");
    const run = new SuiteRun();
    const tree = new MerkleTree();
    for (let size = 0; size < 16; size++) {
      const note = readExternalText(`${TESSERA}/checkpoint.${String(size)}`) ?? "";
      const checkpoint = await openCheckpoint(note, key);
      const root = toHex(await tree.root());
      run.check(
        `size ${String(size)}`,
        checkpoint.size === size && toHex(checkpoint.root) === root,
      );
      for (const entry of entriesOf(size)) {
        await tree.append(await leafHash(utf8(entry)));
      }
    }
    expectAll("tessera: a log as it grew", run, 16);
  });
});

function expectAll(
  title: string,
  run: SuiteRun,
  ran: number,
  expected: Partial<SuiteReport> = {},
): void {
  console.log(summary(title, run.report()));
  expect(run.report()).toEqual({ ran, stricter: {}, outOfProfile: {}, wrong: [], ...expected });
}

async function signersOf(note: Bytes, keys: readonly NoteKey[]): Promise<readonly string[]> {
  const signed = parseSignedNote(new TextDecoder("utf-8", { fatal: true }).decode(note));
  const signers = [];
  for (const key of keys) {
    if (await isNoteSignedBy(signed, key)) {
      signers.push(key.name);
    }
  }
  return signers;
}

/** The entry by which the log grew from this size; none once it is as large as it ever was. */
function entriesOf(size: number): readonly string[] {
  if (size >= 15) {
    return [];
  }
  const bundle = readExternalText(`${TESSERA}/tile/entries/000.p/${String(size + 1)}`) ?? "";
  let rest = bundle;
  for (let before = 0; before < size; before++) {
    rest = rest.slice(2 + rest.charCodeAt(1));
  }
  return [rest.slice(2)];
}

function decodeAll(hashes: readonly string[] | null): readonly Bytes[] {
  return (hashes ?? []).map(decodeBase64);
}

function reads(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

function same(found: readonly string[], expected: readonly string[]): boolean {
  return found.length === expected.length && expected.every((name) => found.includes(name));
}
