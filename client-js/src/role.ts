import { FormatError } from "./formatError.js";

/** What a member may do. An auditor reads the ledger and never the content. */
export type Role = "host" | "editor" | "viewer" | "auditor";

/** @throws {FormatError} On anything but the name of a role. */
export function parseRole(value: unknown): Role {
  switch (value) {
    case "host":
    case "editor":
    case "viewer":
    case "auditor":
      return value;
    default:
      throw new FormatError("role: unknown");
  }
}
