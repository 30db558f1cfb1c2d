import {
  type AeadInterface,
  Aes256Gcm,
  CipherSuite,
  DhkemP256HkdfSha256,
  DhkemP521HkdfSha512,
  DhkemX25519HkdfSha256,
  HkdfSha256,
  type KemInterface,
  type SenderContext,
} from "@hpke/core";
import { XWing } from "@hpke/hybridkem-x-wing";
import { shake128 } from "@noble/hashes/sha3.js";

import { type Bytes } from "../../src/bytes.js";
import { wrapKeyFromSeed } from "../../src/wrapKey.js";
import { fromHex, toHex } from "../hex.js";
import { SuiteRun, type SuiteReport } from "./suiteRun.js";

interface Rfc9180Case {
  readonly kem_id: number;
  readonly kdf_id: number;
  readonly aead_id: number;
  readonly info: string;
  readonly ikmE: string;
  readonly ikmR: string;
  readonly pkRm: string;
  readonly enc: string;
  readonly encryptions_accumulated?: string;
}

interface XWingCase {
  readonly kem_id: number;
  readonly kdf_id: number;
  readonly info: string;
  readonly ikmE: string;
  readonly skRm: string;
  readonly pkRm: string;
  readonly enc: string;
  readonly shared_secret: string;
  readonly key: string;
  readonly encryptions: readonly { readonly nonce: string }[];
  readonly exports: readonly {
    readonly exporter_context: string;
    readonly L: number;
    readonly exported_value: string;
  }[];
}

const X_WING = 0x647a;
const HKDF_SHA256 = 1;
const AES_256_GCM = 2;
const CHACHA20_POLY1305 = 3;
const ROUNDS = 1000;

const KEMS = new Map<number, () => KemInterface>([
  [0x10, () => new DhkemP256HkdfSha256()],
  [0x12, () => new DhkemP521HkdfSha512()],
  [0x20, () => new DhkemX25519HkdfSha256()],
]);

/**
 * RFC 9180 base mode by the library below our wraps, with our KDF and AEAD and the KEMs that the RFC
 * has vectors for. We export nothing, so the exports are left out.
 */
export async function runRfc9180(cases: readonly Rfc9180Case[]): Promise<SuiteReport> {
  const run = new SuiteRun();
  for (const one of cases) {
    const kem = KEMS.get(one.kem_id)?.();
    if (one.aead_id !== AES_256_GCM) {
      run.leaveOut(nameOf("AEAD", one.aead_id));
    } else if (one.kdf_id !== HKDF_SHA256) {
      run.leaveOut(nameOf("KDF", one.kdf_id));
    } else if (kem === undefined) {
      run.leaveOut(nameOf("KEM", one.kem_id));
    } else {
      run.check(nameOf("KEM", one.kem_id), await seals(one, kem));
    }
  }
  return run.report();
}

async function seals(one: Rfc9180Case, kem: KemInterface): Promise<boolean> {
  const suite = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes256Gcm() });
  const { publicKey } = await kem.deriveKeyPair(fromHex(one.ikmR).buffer);
  const sender = await suite.createSenderContext({
    recipientPublicKey: publicKey,
    info: fromHex(one.info),
    ekm: fromHex(one.ikmE).buffer,
  });
  return (
    hexOf(await kem.serializePublicKey(publicKey)) === one.pkRm &&
    hexOf(sender.enc) === one.enc &&
    (await accumulatedSeals(sender)) === one.encryptions_accumulated
  );
}

/** Inputs of lengths below 256 from SHAKE128 of nothing, as whoever made the vectors drew them. */
function randomInputs(): () => Bytes {
  const source = shake128.create({});
  return () => new Uint8Array(source.xof(source.xof(1)[0] ?? 0));
}

async function accumulatedSeals(sender: SenderContext): Promise<string> {
  const draw = randomInputs();
  const sink = shake128.create({ dkLen: 16 });
  for (let round = 0; round < ROUNDS; round++) {
    const aad = draw();
    sink.update(new Uint8Array(await sender.seal(draw(), aad)));
  }
  return toHex(sink.digest());
}

/**
 * X-Wing of draft-ietf-hpke-pq. Its vectors have no AES-256-GCM, so the key schedule is followed up
 * to the cipher: key, nonces, exports.
 */
export async function runXWing(cases: readonly XWingCase[]): Promise<SuiteReport> {
  const run = new SuiteRun();
  for (const one of cases) {
    if (one.kem_id !== X_WING) {
      run.leaveOut(nameOf("KEM", one.kem_id));
      continue;
    }
    run.check(`KEM of a case with KDF ${String(one.kdf_id)}`, await hasSecret(one));
    if (one.kdf_id === HKDF_SHA256) {
      run.check("key schedule", await hasSchedule(one));
    } else {
      run.leaveOut(nameOf("key schedule of KDF", one.kdf_id));
    }
  }
  return run.report();
}

/** The private key is our seed. */
async function hasSecret({ skRm, pkRm, enc, shared_secret }: XWingCase): Promise<boolean> {
  const key = await wrapKeyFromSeed(fromHex(skRm));
  const kem = new XWing();
  const recipientKey = await kem.importKey("raw", key.exposeSeed().buffer, false);
  const secret = await kem.decap({ recipientKey, enc: fromHex(enc) });
  return toHex(key.publicKey) === pkRm && hexOf(secret) === shared_secret;
}

async function hasSchedule(one: XWingCase): Promise<boolean> {
  const kem = new XWing();
  const aead = new NotedAead();
  const suite = new CipherSuite({ kem, kdf: new HkdfSha256(), aead });
  const sender = await suite.createSenderContext({
    recipientPublicKey: await kem.deserializePublicKey(fromHex(one.pkRm).buffer),
    info: fromHex(one.info),
    ekm: fromHex(one.ikmE).buffer,
  });
  await Promise.all(one.encryptions.map(() => sender.seal(new Uint8Array(0))));
  const exported = await Promise.all(
    one.exports.map(({ exporter_context, L }) => sender.export(fromHex(exporter_context), L)),
  );
  return (
    hexOf(sender.enc) === one.enc &&
    aead.key === one.key &&
    aead.nonces.join() === one.encryptions.map(({ nonce }) => nonce).join() &&
    exported.map(hexOf).join() === one.exports.map((each) => each.exported_value).join()
  );
}

/** Stands where ChaCha20-Poly1305 would, and notes what it is given. */
class NotedAead implements AeadInterface {
  readonly id = CHACHA20_POLY1305;
  readonly keySize = 32;
  readonly nonceSize = 12;
  readonly tagSize = 16;
  readonly nonces: string[] = [];
  key = "";

  createEncryptionContext(
    key: ArrayBufferLike,
  ): ReturnType<AeadInterface["createEncryptionContext"]> {
    this.key = hexOf(key);
    const note = (nonce: ArrayBufferLike): Promise<ArrayBuffer> => {
      this.nonces.push(hexOf(nonce));
      return Promise.resolve(new ArrayBuffer(0));
    };
    return { seal: note, open: note };
  }
}

function nameOf(what: string, id: number): string {
  return `${what} 0x${id.toString(16).padStart(4, "0")}`;
}

function hexOf(buffer: ArrayBufferLike): string {
  return toHex(new Uint8Array(buffer));
}
