import { commitment, type EpochKey, randomEpochKey } from "../src/epochKey.js";
import { unwrapEpochKey, wrapEpochKey, type WrapPlace } from "../src/epochKeyWrap.js";
import { openFrame } from "../src/frameOpener.js";
import { FrameSealer } from "../src/frameSealer.js";
import { deriveMemberId } from "../src/memberId.js";
import { deriveSessionId } from "../src/sessionId.js";
import {
  exposeSigningKey,
  generateSigningKey,
  restoreSigningKey,
  type SigningKey,
  type StoredSigningKey,
} from "../src/signingKey.js";
import { generateWrapKey } from "../src/wrapKey.js";

export { hasWebCryptoEd25519 } from "../src/ed25519.js";

/** Seals a frame with a key that was stored, under an epoch key that was wrapped, and opens it. */
export async function sealAndOpen(text: string): Promise<string> {
  const key = await throughIndexedDb(await generateSigningKey());
  const sid = await deriveSessionId(key.publicKey, new Uint8Array(16));
  const wrapKey = await generateWrapKey();
  const recipient = { signingKey: key.publicKey, wrapKey: wrapKey.publicKey };
  const place: WrapPlace = { sid, epoch: 1, kind: "member", recipient };
  const epochKey: EpochKey = randomEpochKey();
  const wrap = await wrapEpochKey(place, epochKey);
  const committed = await commitment(sid, 1, epochKey);
  const unwrapped = await unwrapEpochKey(place, wrapKey, wrap, committed);

  const sealer = new FrameSealer(sid, 1, epochKey, key, await deriveMemberId(key.publicKey));
  const zeros = new Uint8Array(32);
  const frame = await sealer.seal("append", 0, {
    links: {
      conditional: false,
      head: 0,
      headHash: zeros,
      logHash: zeros,
      checkpointSize: 0,
      checkpointRoot: zeros,
    },
    payload: new TextEncoder().encode(text),
  });
  const { payload } = await openFrame(sid, frame, unwrapped, key.publicKey);
  return new TextDecoder().decode(payload);
}

async function throughIndexedDb(key: SigningKey): Promise<SigningKey> {
  const opening = indexedDB.open("formats");
  opening.onupgradeneeded = () => opening.result.createObjectStore("keys");
  const database = await settled(opening);
  const keys = () => database.transaction("keys", "readwrite").objectStore("keys");
  await settled(keys().put(exposeSigningKey(key), "device"));
  return restoreSigningKey((await settled(keys().get("device"))) as StoredSigningKey);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error("IndexedDB failed"));
    };
  });
}
