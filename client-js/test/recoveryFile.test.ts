import { describe, expect, it } from "vitest";

import { type Bytes } from "../src/bytes.js";
import { EpochKey } from "../src/epochKey.js";
import { openRecoveryFile, type RecoveryMember, sealRecoveryFile } from "../src/recoveryFile.js";
import { parseInviteId } from "../src/inviteId.js";
import { anEmptyLog, bytes, ORIGIN } from "./sessionLog.js";

/** The first 32 bytes that are sealed in the example below. */
const EXAMPLE = "8631cc6d1551822ce587c0d78db188bd3cf557c16f25792b07f902d929caa3d1";

const PASSPHRASE = "correct horse battery";

async function aMember(): Promise<RecoveryMember> {
  const { sid, host } = await anEmptyLog();
  return {
    sid,
    origin: ORIGIN,
    signingSeed: bytes(32, 1),
    wrapSeed: bytes(32, 2),
    via: parseInviteId("A".repeat(22)),
    hostKey: host.signingKey,
    displayName: "Ana",
    title: "Roadmap",
    role: "host",
    epochKeys: new Map([[1, new EpochKey(bytes(32, 4))]]),
  };
}

/** The same file each time: the salt is all 5, the nonce all 6. */
function fixed(): (random: Bytes) => Bytes {
  let next = 5;
  return (random) => random.fill(next++);
}

describe("a recovery file", () => {
  it("holds the member, for the passphrase alone", async () => {
    const member = await aMember();
    const file = await sealRecoveryFile(member, PASSPHRASE);
    expect(await openRecoveryFile(file, PASSPHRASE)).toEqual(member);
    await expect(openRecoveryFile(file, "correct horse batterY")).rejects.toMatchObject({
      code: "passphrase_wrong",
    });
  });

  it("is, byte for byte, what FORMATS.md says", async () => {
    const file = Buffer.from(await sealRecoveryFile(await aMember(), PASSPHRASE, fixed()));
    expect(file.subarray(0, 46).toString("hex")).toBe(
      Buffer.from("latchkey-recovery\u0001").toString("hex") + "05".repeat(16) + "06".repeat(12),
    );
    expect(file.subarray(46, 78).toString("hex")).toBe(EXAMPLE);
  });

  it("opens by the same passphrase however its letters are composed", async () => {
    const file = await sealRecoveryFile(await aMember(), "Zürich im Sommer".normalize("NFD"));
    await openRecoveryFile(file, "Zürich im Sommer".normalize("NFC"));
  });

  it.each<readonly [what: string, code: string, at: number]>([
    ["its header", "recovery_failed", 0],
    ["its version", "recovery_failed", 17],
    ["its salt", "passphrase_wrong", 18],
    ["its nonce", "passphrase_wrong", 34],
    ["what is sealed", "passphrase_wrong", 46],
  ])("is refused with another byte in %s", async (_, code, at) => {
    const file = await sealRecoveryFile(await aMember(), PASSPHRASE);
    file[at] = (file[at] ?? 0) ^ 1;
    await expect(openRecoveryFile(file, PASSPHRASE)).rejects.toMatchObject({ code });
  });

  it.each([0, 17, 46])("is refused when it is cut to %i bytes", async (length) => {
    const file = await sealRecoveryFile(await aMember(), PASSPHRASE);
    await expect(openRecoveryFile(file.slice(0, length), PASSPHRASE)).rejects.toMatchObject({
      code: "recovery_failed",
    });
  });
});
