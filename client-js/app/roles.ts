import type { Role } from "../src/index.js";

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  host: "Host",
  editor: "Editor",
  viewer: "Viewer",
  auditor: "Auditor",
};

export const ROLE_MEANINGS: Readonly<Record<Role, string>> = {
  host: "Invites people, reads and writes.",
  editor: "Reads and writes.",
  viewer: "Reads. Cannot change anything.",
  auditor: "Sees who came in and when, never the content.",
};
