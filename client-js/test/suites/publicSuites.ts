import { runAesGcm } from "./aesGcmSuite.js";
import { runCctv, runSpeccheck, runWycheproofEd25519 } from "./ed25519Suite.js";
import { runHkdf } from "./hkdfSuite.js";
import { runRfc9180, runXWing } from "./hpkeSuites.js";
import { runJsonWeb } from "./jsonWebSuite.js";
import { runMlKemDecaps, runMlKemEncaps, runMlKemKeygen } from "./mlKemSuites.js";
import { type SuiteReport } from "./suiteRun.js";
import { runX25519 } from "./x25519Suite.js";

/** A file of a public suite, run through our code in Node and in browsers. */
export interface PublicSuite {
  readonly title: string;
  readonly file: string;
  readonly expected: SuiteReport;
  /** What the content of the file says of us. */
  readonly run: (content: unknown) => Promise<SuiteReport>;
}

export const PUBLIC_SUITES: readonly PublicSuite[] = [
  suite("Ed25519: CCTV", "cctv/ed25519/ed25519vectors.json", runCctv, { ran: 914 }),
  suite("Ed25519: speccheck", "ed25519-speccheck/cases.json", runSpeccheck, { ran: 12 }),
  suite("Ed25519: Wycheproof", "wycheproof/ed25519_test.json", runWycheproofEd25519, { ran: 151 }),
  suite("AES-GCM: Wycheproof", "wycheproof/aes_gcm_test.json", runAesGcm, {
    ran: 66,
    outOfProfile: {
      "key of 128 bits": 108,
      "key of 192 bits": 103,
      "nonce of 0 bits": 2,
      "nonce of 8 bits": 2,
      "nonce of 16 bits": 2,
      "nonce of 32 bits": 2,
      "nonce of 48 bits": 2,
      "nonce of 64 bits": 2,
      "nonce of 80 bits": 2,
      "nonce of 120 bits": 1,
      "nonce of 128 bits": 19,
      "nonce of 160 bits": 1,
      "nonce of 256 bits": 1,
      "nonce of 512 bits": 1,
      "nonce of 1024 bits": 1,
      "nonce of 2056 bits": 1,
    },
  }),
  suite("HKDF: Wycheproof", "wycheproof/hkdf_sha256_test.json", runHkdf, { ran: 86 }),
  suite("X25519: Wycheproof", "wycheproof/x25519_test.json", runX25519, {
    ran: 518,
    stricter: { "point of low order": 31 },
  }),
  suite(
    "ML-KEM-768 keys: Wycheproof",
    "wycheproof/mlkem_768_keygen_seed_test.json",
    runMlKemKeygen,
    { ran: 100 },
  ),
  suite(
    "ML-KEM-768 encapsulation: Wycheproof",
    "wycheproof/mlkem_768_encaps_test.json",
    runMlKemEncaps,
    { ran: 265 },
  ),
  suite("ML-KEM-768 decapsulation: Wycheproof", "wycheproof/mlkem_768_test.json", runMlKemDecaps, {
    ran: 193,
  }),
  suite("HPKE: RFC 9180", "hpke/filosottile/rfc9180.json", runRfc9180, {
    ran: 3,
    outOfProfile: { "AEAD 0x0001": 6, "AEAD 0x0003": 6, "AEAD 0xffff": 6, "KDF 0x0003": 3 },
  }),
  suite("HPKE: X-Wing", "hpke/filosottile/hpke-pq.json", runXWing, {
    ran: 3,
    outOfProfile: {
      "KEM 0x0010": 1,
      "KEM 0x0011": 1,
      "KEM 0x0020": 1,
      "KEM 0x0021": 1,
      "KEM 0x0040": 1,
      "KEM 0x0041": 1,
      "KEM 0x0042": 2,
      "KEM 0x0050": 2,
      "KEM 0x0051": 1,
      "key schedule of KDF 0x0011": 1,
    },
  }),
  ...(
    [
      ["crypto", 83],
      ["encryption", 139],
      ["key", 26],
      ["signature", 401],
    ] as const
  ).map(([kind, ran]) =>
    suite(`JSON Web ${kind}: Wycheproof`, `wycheproof/json_web_${kind}_test.json`, runJsonWeb, {
      ran,
    }),
  ),
];

/** @param run knows the form of its file */
function suite(
  title: string,
  file: string,
  run: (content: never) => Promise<SuiteReport>,
  expected: Pick<SuiteReport, "ran"> & Partial<SuiteReport>,
): PublicSuite {
  return {
    title,
    file,
    expected: { stricter: {}, outOfProfile: {}, wrong: [], ...expected },
    run: (content) => run(content as never),
  };
}
