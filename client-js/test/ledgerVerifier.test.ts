import fc from "fast-check";
import { beforeAll, describe, expect, it, test } from "vitest";

import { type StatedAct } from "../src/acts.js";
import { utf8 } from "../src/bytes.js";
import { type LedgerEntry } from "../src/ledgerEntry.js";
import { type LedgerVerdict } from "../src/ledgerVerdict.js";
import { verifyLedgerFile } from "../src/verifyLedgerFile.js";
import { noteKey, noteKeyText } from "../src/noteKey.js";
import { type Kept, LedgerFile } from "./ledgerFile.js";
import { aLogOfAllKinds } from "./logOfAllKinds.js";
import { aDevice, aFreeze, aLogWithInvite, inviteKeys } from "./sessionLog.js";
import { type Witness } from "./signedNotes.js";

const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.{}":, é';
const SIZES = [1, 5, 9];
const ALL = { sizes: SIZES, logged: SIZES };

let file: LedgerFile;
let lines: readonly string[];

beforeAll(async () => {
  file = await aLedgerOfAllKinds();
  lines = await file.lines(ALL);
});

describe("an export of what happened", () => {
  it("is whole", async () => {
    expect(await verify(lines)).toEqual({
      ok: true,
      entries: file.kept.length,
      checkpoints: SIZES.length + 1,
      logged: 9,
      cosigned: false,
    });
  });

  it("is whole with its details erased", async () => {
    const erased = file.kept.map((kept) => ({ ...kept, salt: "", details: "" }));
    expect((await verify(await linesWith(erased))).ok).toBe(true);
  });

  it("is whole as a file, in whatever pieces it is read, and without its last line's end", async () => {
    const text = lines.join("\n");
    const inPieces = Object.assign(new Blob([text]), { stream: () => pieces(utf8(text), 1000) });
    for (const whole of [new Blob([text, "\n"]), inPieces, text]) {
      expect((await verifyLedgerFile(whole)).ok).toBe(true);
    }
  });
});

describe("whoever has the file and not the broker's key", () => {
  it("cannot change a character of it unnoticed", async () => {
    await fc.assert(
      fc.asyncProperty(aPlace(), aCharacter(), async ([at, offset], character) => {
        const text = lines[at] ?? "";
        fc.pre(text.charAt(offset) !== character);
        const changed = text.slice(0, offset) + character + text.slice(offset + 1);
        expect((await verify(replaced(lines, at, changed))).ok).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it("cannot drop, repeat or swap a line", async () => {
    for (const [at, line] of lines.entries()) {
      const [before, after] = [lines.slice(0, at), lines.slice(at + 1)];
      const changed = [
        [...before, line, line, ...after],
        ...after.slice(0, 1).map((next) => [...before, next, line, ...after.slice(1)]),
        // What else the broker-wide log vouches for needs no line of its own.
        ...(line.startsWith('{"kind":"logged"') ? [] : [[...before, ...after]]),
      ];
      for (const other of changed) {
        expect((await verify(other)).ok, `line ${String(at)}`).toBe(false);
      }
    }
  });

  it("cannot cut its end off within the entries or statements", async () => {
    const first = lines.findIndex((line) => line.startsWith('{"kind":"checkpoint"'));
    for (let end = 0; end <= first + SIZES.length; end++) {
      expect((await verify(lines.slice(0, end))).ok, `line ${String(end)}`).toBe(false);
    }
  });
});

describe("a broker that signs anew what it changed", () => {
  it("cannot leave out what a statement did", async () => {
    for (const [at, { entry }] of file.kept.entries()) {
      if (entry.statement !== null) {
        const verdict = await verify(await linesWith(without(at)));
        expect(verdict, entry.type).toMatchObject({ code: "missing_act", brokenAt: at });
      }
    }
  });

  it("cannot say twice what a statement did", async () => {
    for (const [at, { entry }] of file.kept.entries()) {
      if (entry.statement !== null) {
        const twice = [...file.kept.slice(0, at + 1), ...file.kept.slice(at)];
        const verdict = await verify(await linesWith(twice));
        expect(verdict, entry.type).toMatchObject({ code: "unexpected_act", brokenAt: at + 1 });
      }
    }
  });

  it("cannot put one act before another that a statement proves", async () => {
    for (let at = 1; at < file.kept.length; at++) {
      const [before, after] = file.kept.slice(at - 1);
      if (before?.entry.statement != null && after?.entry.statement != null) {
        const { at: time } = before.entry;
        const swapped = [
          { ...after, entry: { ...after.entry, at: time } },
          { ...before, entry: { ...before.entry, at: time } },
        ];
        const all = [...file.kept.slice(0, at - 1), ...swapped, ...file.kept.slice(at + 1)];
        expect(await verify(await linesWith(all)), after.entry.type).toMatchObject({
          ok: false,
          code: "missing_act",
          brokenAt: at - 1,
        });
      }
    }
  });

  it("cannot date anything before what came earlier", async () => {
    for (let at = 1; at < file.kept.length; at++) {
      const { entry } = keptAt(at - 1);
      const verdict = await verify(await linesWith(edited(at, { at: entry.at - 1 })));
      expect(verdict).toMatchObject({ ok: false, code: "time", brokenAt: at });
    }
  });

  const lies: readonly [string, Partial<LedgerEntry>][] = [
    ["who did it", { actor: "AAAAAAAAAAAAAAAAAAAAAA" }],
    ["what came of it", { outcome: "something_else" }],
    ["when it was judged", { log: 13 }],
    ["what it followed from", { statement: new Uint8Array(32) }],
  ];

  test.each(lies)("cannot say otherwise of an act by a statement %s", async (_, lie) => {
    for (const [at, { entry }] of file.kept.entries()) {
      if (entry.statement !== null && entry.log !== lie.log) {
        const verdict = await verify(await linesWith(edited(at, lie)));
        expect(verdict, entry.type).toMatchObject({
          ok: false,
          code: "unexpected_act",
          brokenAt: at,
        });
      }
    }
  });

  const impossible: readonly [string, Partial<LedgerEntry>][] = [
    ["of no member", { actor: "AAAAAAAAAAAAAAAAAAAAAA" }],
    ["before any statement", { log: 0 }],
    ["after more statements than there are", { log: 16 }],
    ["that an auditor or host only has", { type: "ledger.exported" }],
    ["with an epoch to come", { type: "epoch.confirmed", object: "9" }],
    ["with an invite that nobody made", opened("AAAAAAAAAAAAAAAAAAAAAA")],
  ];

  test.each(impossible)("cannot observe an act %s", async (_, lie) => {
    const at = file.kept.findIndex(({ entry }) => entry.type === "member.connected");
    expect(at).toBeGreaterThan(0);
    expect(await verify(await linesWith(edited(at, lie)))).toMatchObject({
      code: "not_legal",
      brokenAt: at,
    });
  });

  it("cannot show other details than those that it committed to", async () => {
    const details = '{"network":"203.0.113.0/24","browser":"Chrome, Linux"}';
    const other = file.kept.map((kept, at) => (at === 4 ? { ...kept, details } : kept));
    expect(await verify(await linesWith(other))).toMatchObject({ code: "details", brokenAt: 4 });
  });

  it("cannot show a fork to whoever has a checkpoint of the other branch", async () => {
    const at = file.kept.findIndex(({ entry }) => entry.type === "member.connected");
    const forked = await linesWith(edited(at, { outcome: "events" }));
    const checkpointsOfOther = lines.filter((line) => line.startsWith('{"kind":"checkpoint"'));
    const mixed = [
      ...forked.filter((line) => !/"(checkpoint|logCheckpoint|logged)"/.test(line.slice(0, 30))),
      ...checkpointsOfOther,
    ];
    const before = Math.max(0, ...SIZES.filter((size) => size <= at));
    expect(await verify(mixed)).toMatchObject({ code: "root", brokenAt: before });
  });

  it("cannot show another ledger than a host had verified when it signed", async () => {
    const verified = await aLedgerThatAHostVerified();
    expect((await verify(await verified.lines())).ok).toBe(true);
    const at = verified.kept.findIndex(({ entry }) => entry.type === "invite.opened");
    verified.kept.splice(at, 1, ...edited(at, { count: 2 }, verified).slice(at, at + 1));
    expect(await verify(await verified.lines())).toMatchObject({
      code: "contradicted",
      brokenAt: 0,
    });
    verified.kept.splice(at, 1);
    expect(await verify(await verified.lines())).toMatchObject({
      code: "contradicted",
      brokenAt: at,
    });
  });
});

describe("the broker-wide log", () => {
  it("vouches for nothing that is not in it", async () => {
    const at = lines.findIndex((line) => line.startsWith('{"kind":"logged"'));
    const logged = JSON.parse(lines[at] ?? "") as { index: number; hashes: string[] };
    const wrong = [
      { ...logged, index: logged.index - 1 },
      { ...logged, hashes: logged.hashes.slice(1) },
      { ...logged, hashes: [...logged.hashes].reverse() },
    ];
    for (const lie of wrong) {
      expect(await verify(replaced(lines, at, JSON.stringify(lie)))).toMatchObject({
        code: "log_proof",
        brokenAt: null,
      });
    }
  });

  it.each<[string, readonly number[], string, boolean]>([
    ["nobody", [], "any", false],
    ["one of two, where one is enough", [0], "any", true],
    ["one of two, where both are wanted", [0], "all", false],
    ["both", [0, 1], "2", true],
  ])("is cosigned as its policy has it: by %s", async (_, signing, threshold, cosigned) => {
    const all = await Promise.all([aWitness(5), aWitness(6)]);
    const witnesses = signing.flatMap((number) => all.slice(number, number + 1));
    const policy = policyOf(all, `group g ${threshold} w0 w1\nquorum g\n`);
    expect(await verify(await file.lines({ ...ALL, policy, witnesses }))).toMatchObject({
      ok: true,
      cosigned,
    });
  });

  it("is cosigned by nobody where the policy asks for none", async () => {
    const witness = await aWitness(5);
    const policy = policyOf([witness], "quorum none\n");
    const exported = await file.lines({ ...ALL, policy, witnesses: [witness] });
    expect(await verify(exported)).toMatchObject({ ok: true, cosigned: false });
  });

  it("is not cosigned by a witness that signed another checkpoint", async () => {
    const witness = await aWitness(5);
    const policy = policyOf([witness], "quorum w0\n");
    const witnesses = [{ ...witness, signs: "another\n" }];
    const exported = await file.lines({ ...ALL, policy, witnesses });
    expect(await verify(exported)).toMatchObject({ ok: true, cosigned: false });
  });

  it("has no policy but one that can be read", async () => {
    const exported = await file.lines({ ...ALL, policy: "witness w0\n" });
    expect(await verify(exported)).toMatchObject({ code: "policy", brokenAt: null });
  });
});

function verify(exported: readonly string[]): Promise<LedgerVerdict> {
  return verifyLedgerFile(exported.map((line) => `${line}\n`).join(""));
}

function pieces(bytes: Uint8Array, length: number): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      for (let at = 0; at < bytes.length; at += length) {
        controller.enqueue(bytes.slice(at, at + length));
      }
      controller.close();
    },
  });
}

function replaced(all: readonly string[], at: number, line: string): readonly string[] {
  return all.map((other, index) => (index === at ? line : other));
}

/** The export of a broker that has these entries, and signs for them. */
function linesWith(kept: readonly Kept[]): Promise<readonly string[]> {
  return file.lines({ kept, sizes: SIZES });
}

function without(at: number): readonly Kept[] {
  return file.kept.filter((_, index) => index !== at);
}

function edited(at: number, lie: Partial<LedgerEntry>, of = file): readonly Kept[] {
  return of.kept.map((kept, index) =>
    index === at ? { ...kept, entry: { ...kept.entry, ...lie } } : kept,
  );
}

function keptAt(at: number): Kept {
  const [kept] = file.kept.slice(at);
  if (kept === undefined) {
    throw new RangeError("no such entry");
  }
  return kept;
}

function opened(iid: string): StatedAct {
  return { type: "invite.opened", actor: "anyone", object: iid, outcome: "ok" };
}

function aCharacter(): fc.Arbitrary<string> {
  return fc.nat(CHARACTERS.length - 1).map((index) => CHARACTERS.charAt(index));
}

/** A line, and a place in it. */
function aPlace(): fc.Arbitrary<readonly [number, number]> {
  return fc
    .nat(lines.length - 1)
    .chain((at) => fc.tuple(fc.constant(at), fc.nat((lines[at] ?? "").length - 1)));
}

/** A ledger with an entry of every kind of statement, and some that only the broker saw. */
async function aLedgerOfAllKinds(): Promise<LedgerFile> {
  const log = await aLogOfAllKinds();
  const ledger = new LedgerFile(log);
  const [host, ben, invite] = [log.host, await aDevice(2), await inviteKeys(1)];
  const saw: Readonly<Record<number, readonly StatedAct[]>> = {
    3: [opened(invite.iid)],
    4: [act("member.connected", ben.mid, "live"), act("epoch.confirmed", ben.mid, "ok", "1")],
    8: [act("ledger.read", host.mid), act("ledger.exported", host.mid)],
    10: [
      act("details.erased", "operator"),
      act("operator.read", "operator", "invites"),
      act("operator.exported", "operator", "ok", ben.mid),
      act("operator.erased", "operator", "ok", ben.mid),
    ],
  };
  for (const [position, text] of log.entries.entries()) {
    await ledger.take(text);
    for (const seen of saw[position + 1] ?? []) {
      await ledger.observe(seen);
    }
  }
  return ledger;
}

function act(type: LedgerEntry["type"], actor: string, outcome = "ok", object = ""): StatedAct {
  return { type, actor, object, outcome };
}

/** A ledger in which a statement names the root that its host had verified when it signed. */
async function aLedgerThatAHostVerified(): Promise<LedgerFile> {
  const { log, invite } = await aLogWithInvite();
  const ledger = new LedgerFile(log);
  for (const text of log.entries) {
    await ledger.take(text);
  }
  await ledger.observe(opened(invite.iid));
  const checkpoint = await ledger.head();
  await ledger.take(await log.take(log.says(aFreeze(), { act: { checkpoint } })));
  return ledger;
}

async function aWitness(number: number): Promise<Witness> {
  const { key } = await aDevice(number);
  const name = `witness.example/${String(number)}`;
  return { key, noteKey: await noteKey(name, key.publicKey, "cosignature") };
}

/** A policy that calls the witnesses w0, w1 and so on. */
function policyOf(witnesses: readonly Witness[], rest: string): string {
  const lines = witnesses.map(
    (witness, number) => `witness w${String(number)} ${noteKeyText(witness.noteKey)}\n`,
  );
  return [...lines, rest].join("");
}
