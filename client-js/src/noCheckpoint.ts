import { decodeBase64Url } from "./base64Url.js";
import type { TreeHead } from "./statement.js";

/** What stands for the newest checkpoint before there is one: size 0, root H(""). FORMATS.md §7. */
export const NO_CHECKPOINT: TreeHead = {
  size: 0,
  root: decodeBase64Url("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"),
};
