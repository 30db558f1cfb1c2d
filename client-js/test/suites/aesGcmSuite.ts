import { Aes256Gcm } from "@hpke/core";

import { importAesKey, openAes, sealAes } from "../../src/aesGcm.js";
import { concat } from "../../src/bytes.js";
import { fromHex, toHex } from "../hex.js";
import { attempt, SuiteRun, type SuiteReport } from "./suiteRun.js";

interface AesGcmFile {
  readonly testGroups: readonly {
    readonly keySize: number;
    readonly ivSize: number;
    readonly tagSize: number;
    readonly tests: readonly AesGcmCase[];
  }[];
}

interface AesGcmCase {
  readonly tcId: number;
  readonly key: string;
  readonly iv: string;
  readonly aad: string;
  readonly msg: string;
  readonly ct: string;
  readonly tag: string;
  readonly result: "valid" | "invalid";
}

/** AES-256-GCM with 96 bits of nonce and 128 of tag: as frames have it, and as HPKE does. */
export async function runAesGcm(file: AesGcmFile): Promise<SuiteReport> {
  const run = new SuiteRun();
  for (const { keySize, ivSize, tagSize, tests } of file.testGroups) {
    for (const one of tests) {
      if (keySize !== 256) {
        run.leaveOut(`key of ${String(keySize)} bits`);
      } else if (ivSize !== 96 || tagSize !== 128) {
        run.leaveOut(`nonce of ${String(ivSize)} bits`);
      } else {
        run.check(`case ${String(one.tcId)}`, await isRight(one));
      }
    }
  }
  return run.report();
}

async function isRight({ key, iv, aad, msg, ct, tag, result }: AesGcmCase): Promise<boolean> {
  const [nonce, context] = [fromHex(iv), fromHex(aad)];
  const sealed = concat(fromHex(ct), fromHex(tag));
  const ours = await importAesKey(fromHex(key));
  const hpke = new Aes256Gcm().createEncryptionContext(fromHex(key).buffer);
  const opened = [
    await attempt(async () => toHex(await openAes(ours, nonce, context, sealed)), null),
    await attempt(async () => hexOf(await hpke.open(nonce, sealed, context)), null),
  ];
  if (result === "invalid") {
    return opened.every((text) => text === null);
  }
  const resealed = [
    toHex(await sealAes(ours, nonce, context, fromHex(msg))),
    hexOf(await hpke.seal(nonce, fromHex(msg), context)),
  ];
  return opened.every((text) => text === msg) && resealed.every((text) => text === ct + tag);
}

function hexOf(buffer: ArrayBufferLike): string {
  return toHex(new Uint8Array(buffer));
}
