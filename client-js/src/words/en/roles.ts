import { spoken } from "../words.js";

const english = {
  names: { host: "Host", editor: "Editor", viewer: "Viewer", auditor: "Auditor" },
  /** Within a sentence. */
  within: { host: "host", editor: "editor", viewer: "viewer", auditor: "auditor" },
  meanings: {
    host: "Invites and removes people, reads and writes.",
    editor: "Reads and writes.",
    viewer: "Reads. Cannot change anything.",
    auditor: "Reads who did what and when, never the content or the names.",
  },
  /** Of members whose names have not come, or are not for the reader. */
  newcomer: "Somebody new",
  nameHidden: "Name hidden from you",
  unknown: "Somebody",
};

export type RoleWords = typeof english;

export const roleWords = (): RoleWords => spoken("roles", english);
