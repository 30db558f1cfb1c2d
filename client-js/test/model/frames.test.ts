import { describe, expect, it } from "vitest";

import { concat } from "../../src/bytes.js";
import { encodeFrame, type Frame, parseFrame } from "../../src/frame.js";
import { frameContext } from "../../src/frameCipher.js";
import { openFrame } from "../../src/frameOpener.js";
import { OpenError } from "../../src/openError.js";
import { deriveSessionId, type SessionId } from "../../src/sessionId.js";
import { aBody, aSessionOfOne } from "../builders.js";
import { aChannelOfThree } from "../channelLog.js";
import { bytes } from "../sessionLog.js";

// The broker is the attacker, as in crypto/model; each switch there takes away what is tested here.
describe("join.pv: of a colluding broker, a reader", () => {
  it("NO_ROLECHECK: applies no frame of a viewer", async () => {
    const channel = await aChannelOfThree();
    const verdict = await channel.verdictOn(channel.append(channel.viewer));
    expect(verdict.frame).toBe("role");
  });

  it("NO_KIND: applies no presence as if it had been written to stay", async () => {
    const channel = await aChannelOfThree();
    const presence = await channel.append(channel.editor, { header: { kind: "ephemeral" } });
    const stored = concat(presence);
    stored[2] = 1;
    expect((await channel.verdictOn(presence)).frame).toBe("malformed");
    expect((await channel.verdictOn(stored)).frame).toBe("does_not_open");
  });

  it("NO_FRAME_SID: opens no frame of another session with the same keys", async () => {
    const { sid, key, epochKey, sealer } = await aSessionOfOne();
    const frame = await sealer.seal("append", 0, aBody());
    const other = await deriveSessionId(key.publicKey, bytes(16, 2));
    const resigned = await signedFor(other, frame);
    for (const moved of [frame, resigned]) {
      const opened = openFrame(other, moved, epochKey, key.publicKey);
      await expect(opened).rejects.toBeInstanceOf(OpenError);
    }
    await expect(openFrame(sid, frame, epochKey, key.publicKey)).resolves.toEqual(aBody());

    async function signedFor(elsewhere: SessionId, { header, ...sealed }: Frame): Promise<Frame> {
      const context = frameContext(elsewhere, header);
      const signature = await key.sign(context, sealed.commitment, sealed.ciphertext);
      return parseFrame(encodeFrame({ header, ...sealed, signature }));
    }
  });

  it("KDF_SID_ONLY: opens no frame that was signed for another session", async () => {
    const { sid, key, epochKey, sealer } = await aSessionOfOne();
    const frame = await sealer.seal("append", 0, aBody());
    const other = await deriveSessionId(key.publicKey, bytes(16, 2));
    const context = frameContext(other, frame.header);
    const signature = await key.sign(context, frame.commitment, frame.ciphertext);
    const opened = openFrame(sid, { ...frame, signature }, epochKey, key.publicKey);
    await expect(opened).rejects.toBeInstanceOf(OpenError);
  });
});
