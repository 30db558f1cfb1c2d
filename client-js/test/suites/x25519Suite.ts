import { type Bytes, concat } from "../../src/bytes.js";
import { FormatError } from "../../src/formatError.js";
import { nobleX25519 } from "../../src/nobleX25519.js";
import { readWrapPublicKey } from "../../src/wrapKey.js";
import { type Agreement, x25519 } from "../../src/x25519.js";
import { fromHex, toHex } from "../hex.js";
import { attempt, SuiteRun, type SuiteReport } from "./suiteRun.js";
import { xWingParts } from "./xWingParts.js";

interface X25519File {
  readonly testGroups: readonly {
    readonly tests: readonly {
      readonly tcId: number;
      readonly public: string;
      readonly private: string;
      readonly shared: string;
      readonly flags: readonly string[];
    }[];
  }[];
}

const ML_KEM_KEY = new Uint8Array(1184);

/** What X-Wing, the platform and noble agree on, and which points a wrap key may hold: all but those of low order. */
export async function runX25519(file: X25519File): Promise<SuiteReport> {
  const run = new SuiteRun();
  const xWing = xWingParts().x25519;
  const agreements: Agreement[] = [xWing.derive.bind(xWing), await x25519(), nobleX25519];
  for (const one of file.testGroups.flatMap(({ tests }) => tests)) {
    const point = fromHex(one.public);
    const secrets = await Promise.all(
      agreements.map((agree) =>
        attempt(async () => toHex(await agree(fromHex(one.private), point)), null),
      ),
    );
    const name = `case ${String(one.tcId)}`;
    if (one.flags.includes("ZeroSharedSecret")) {
      run.checkStricter(name, "point of low order", areAll(secrets, null) && !isTaken(point));
    } else {
      run.check(name, areAll(secrets, one.shared) && isTaken(point));
    }
  }
  return run.report();
}

function areAll<T>(values: readonly T[], expected: T): boolean {
  return values.every((value) => value === expected);
}

function isTaken(point: Bytes): boolean {
  try {
    readWrapPublicKey(concat(ML_KEM_KEY, point));
    return true;
  } catch (error) {
    if (error instanceof FormatError) {
      return false;
    }
    throw error;
  }
}
