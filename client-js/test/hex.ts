import { type Bytes } from "../src/bytes.js";

export function fromHex(hex: string): Bytes {
  return Uint8Array.from(Buffer.from(hex, "hex"));
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
