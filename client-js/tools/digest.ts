import { createHash } from "node:crypto";

/** As the attribute `integrity` has it. */
export function digest(content: string | Uint8Array): string {
  return `sha384-${createHash("sha384").update(content).digest("base64")}`;
}
