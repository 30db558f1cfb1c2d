import { decodeBase64Url } from "../../src/base64Url.js";
import { FormatError } from "../../src/formatError.js";
import { type Hello, makeHelloProof } from "../../src/helloProof.js";
import { signingKeyFromSeed } from "../../src/signingKey.js";
import { isA, testVectors } from "../vectors.js";

testVectors<Hello & { seed: string }>("hello-proof", {
  read: async ({ seed, ...hello }) => {
    const key = await signingKeyFromSeed(decodeBase64Url(seed));
    return { text: await makeHelloProof(hello, key) };
  },
  refusals: { format: isA(FormatError) },
});
