import { ascii, type Bytes, label, utf8 } from "./bytes.js";
import { FormatError } from "./formatError.js";
import { sha256OfFew } from "./hashes.js";
import { exactMembers, parseStrictJson, readString } from "./strictJson.js";

const SALT_BYTES = 16;
const MAX_CHARS = 128;
const LABEL = label("latchkey/ledger-details/v1");
const OCTET = "(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
const V4 = String.raw`${OCTET}\.${OCTET}\.${OCTET}\.0/24`;
const V6 = "(?:(?:(?:0|[1-9a-f][0-9a-f]{0,3}):){0,2}[1-9a-f][0-9a-f]{0,3})?::/48";
const NETWORK = new RegExp(`^(?:|${V4}|${V6}|~[A-Za-z0-9_-]{22})$`);
const BROWSER =
  /^(?:|(?:Chrome|Edge|Firefox|Safari|Node|other), (?:Android|iOS|Linux|macOS|Windows|other))$/;

/**
 * What an act tells about the person behind it, kept beside the ledger's entry and not in it: once
 * it and its salt are erased, every proof holds as before. FORMATS.md §11.2.
 */
export interface LedgerDetails {
  /** A /24 or /48, a keyed hash after "~", or "" where that is not recorded. */
  readonly network: string;
  /** Family and system, or "". */
  readonly browser: string;
}

/** @throws {FormatError} On every text that is not the one text of some details. */
export function parseLedgerDetails(text: string): LedgerDetails {
  if (text.length > MAX_CHARS) {
    throw new FormatError("ledger details: too long");
  }
  const members = exactMembers(parseStrictJson(utf8(text), 1), ["network", "browser"]);
  const details = { network: readString(members.network), browser: readString(members.browser) };
  if (!NETWORK.test(details.network) || !BROWSER.test(details.browser)) {
    throw new FormatError("ledger details: unknown network or browser");
  }
  if (JSON.stringify(details) !== text) {
    throw new FormatError("ledger details: not the one text of these");
  }
  return details;
}

/**
 * What an entry has in place of details with this text.
 *
 * @throws {FormatError} On a salt that is not 16 bytes.
 */
export function commitToDetails(salt: Bytes, text: string): Promise<Bytes> {
  if (salt.length !== SALT_BYTES) {
    throw new FormatError("ledger details: salt is not 16 bytes");
  }
  return sha256OfFew(LABEL, salt, ascii(text));
}
