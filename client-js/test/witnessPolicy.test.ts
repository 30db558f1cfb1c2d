import { beforeAll, describe, expect, it, test } from "vitest";

import { FormatError } from "../src/formatError.js";
import { noteKey, type NoteKey, noteKeyText } from "../src/noteKey.js";
import { type SignedNote, parseSignedNote } from "../src/signedNote.js";
import { isCosigned, parseWitnessPolicy } from "../src/witnessPolicy.js";
import { aDevice, type Device } from "./sessionLog.js";
import { cosignature, signNote } from "./signedNotes.js";

const BODY = "log.example\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
const NAMES = ["x1", "x2", "x3", "y1", "y2"];

let devices: ReadonlyMap<string, Device>;
let log: NoteKey;

beforeAll(async () => {
  const made = NAMES.map(async (name, at) => [name, await aDevice(at + 10)] as const);
  devices = new Map(await Promise.all(made));
  log = await noteKey("log.example", device("y1").signingKey);
});

describe("a quorum", () => {
  // The example of the specification: two of three, and one of two others.
  const ofGroups = "group x 2 x1 x2 x3\ngroup y any y1 y2\ngroup x-and-y all x y\nquorum x-and-y\n";

  it.each([
    [ofGroups, "", false],
    [ofGroups, "x1 x2", false],
    [ofGroups, "x1 y1", false],
    [ofGroups, "y1 y2", false],
    [ofGroups, "x1 x3 y2", true],
    [ofGroups, "x1 x2 x3 y1 y2", true],
    ["quorum y1", "y1", true],
    ["quorum y1", "y2", false],
    ["quorum none", "y1", false],
  ])("%j is met by %j: %s", async (lines, cosigners, isMet) => {
    const policy = await parseWitnessPolicy(await withWitnesses(lines));
    expect(await isCosigned(await cosigned(cosigners), log, policy)).toBe(isMet);
  });

  it("is not met if any known witness's cosignature is bad", async () => {
    const policy = await parseWitnessPolicy(await withWitnesses("quorum x1"));
    const bad = await cosigned("x1", "y1");
    expect(await isCosigned(await cosigned("x1"), log, policy)).toBe(true);
    expect(await isCosigned(bad, log, policy)).toBe(false);
  });

  it("is not met for a log that the policy does not list", async () => {
    const other = noteKeyText(await noteKey("log.example", device("x2").signingKey));
    const lines = await withWitnesses("quorum x1");
    const note = await cosigned("x1");
    const [listed, unlisted] = [`log ${noteKeyText(log)}\n${lines}`, `log ${other}\n${lines}`];
    expect(await isCosigned(note, log, await parseWitnessPolicy(listed))).toBe(true);
    expect(await isCosigned(note, log, await parseWitnessPolicy(unlisted))).toBe(false);
  });
});

describe("a policy", () => {
  it("has comments, blank lines, tabs and addresses", async () => {
    const vkey = noteKeyText(await keyOf("x1"));
    const text = ` # comment\n\t\nwitness \t w ${vkey} https://w.example/a\t\nquorum w \n`;
    expect((await parseWitnessPolicy(text)).witnesses).toEqual([await keyOf("x1")]);
  });

  test.each([
    "",
    "quorum x1\nquorum x1",
    "quorum nobody",
    "quorum x1 x2",
    "quorum",
    "group g 0 x1\nquorum g",
    "group g 2 x1\nquorum g",
    "group g 01 x1\nquorum g",
    "group g most x1\nquorum g",
    "group g all\nquorum g",
    "group g all none\nquorum g",
    "group g all g\nquorum g",
    "group g all x1 x1\nquorum g",
    "group g all x1\ngroup h all x1 x2\nquorum h",
    "group g all h\ngroup h all x1\nquorum h",
    "group none all x1\nquorum none",
    "group x1 all x2\nquorum x1",
    "quorum none\nwitness",
    "quorum none\nlog",
    "quorum none\nLog",
    "quorum none # why",
    "quorum none\r",
    "quorum none\u007f",
  ])("is refused with the lines %j", async (lines) => {
    await expect(parseWitnessPolicy(await withWitnesses("quorum none"))).resolves.toBeDefined();
    const text = await withWitnesses(lines);
    await expect(parseWitnessPolicy(text)).rejects.toBeInstanceOf(FormatError);
  });

  it("is refused with keys of another type, and with keys given twice", async () => {
    const again = noteKeyText(await noteKey("other", device("x1").signingKey, "cosignature"));
    const vkeyOfLog = noteKeyText(log);
    const vkey = noteKeyText(await noteKey("new", (await aDevice(20)).signingKey, "cosignature"));
    for (const line of [
      `witness w ${vkeyOfLog}`,
      `witness w ${again}`,
      `witness x1 ${vkey}`,
      `log ${vkey}`,
      `log ${vkeyOfLog}\nlog ${vkeyOfLog}`,
    ]) {
      const text = await withWitnesses(`${line}\nquorum none`);
      await expect(parseWitnessPolicy(text), line).rejects.toBeInstanceOf(FormatError);
    }
  });
});

/** A note of the log, cosigned by these witnesses; one of them may sign something else. */
async function cosigned(cosigners: string, liar?: string): Promise<SignedNote> {
  let note = await signNote(BODY, log.name, device("y1").key);
  const names = [...cosigners.split(" "), ...(liar === undefined ? [] : [liar])];
  for (const name of names.filter((each) => each !== "")) {
    const body = name === liar ? "something else\n" : BODY;
    note += await cosignature(body, { key: device(name).key, noteKey: await keyOf(name) });
  }
  return parseSignedNote(note);
}

async function withWitnesses(lines: string): Promise<string> {
  const witnesses = await Promise.all(
    NAMES.map(async (name) => `witness ${name} ${noteKeyText(await keyOf(name))}\n`),
  );
  return [...witnesses, lines].join("");
}

function keyOf(name: string): Promise<NoteKey> {
  return noteKey(`witness.example/${name}`, device(name).signingKey, "cosignature");
}

function device(name: string): Device {
  const found = devices.get(name);
  if (found === undefined) {
    throw new RangeError("no such witness");
  }
  return found;
}
