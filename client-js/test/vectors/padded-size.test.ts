import { pad } from "../../src/padding.js";
import { testVectors } from "../vectors.js";

testVectors<{ data: number }>("padded-size", {
  read: ({ data }) => ({ padded: pad(new Uint8Array(data)).length }),
  refusals: {},
});
