import type { Member, Role } from "../index.js";
import { roleWords } from "../words/en/roles.js";

/** What a host makes of others. */
export const GIVEN_ROLES: readonly Role[] = ["viewer", "editor", "host", "auditor"];

/** Who reads the whole ledger; the others read what members signed, and what is about themselves. */
export const READS_LEDGER: Readonly<Record<Role, boolean>> = {
  host: true,
  editor: false,
  viewer: false,
  auditor: true,
};

/** Who gets the keys of what is shared. Telling one’s name to the others takes them, too. */
export const READS_CONTENT: Readonly<Record<Role, boolean>> = {
  host: true,
  editor: true,
  viewer: true,
  auditor: false,
};

/** What the page of a `reader` calls a member. */
export function shownName(member: Pick<Member, "name" | "role">, reader: Role): string {
  if (member.name !== "") {
    return member.name;
  }
  if (!READS_CONTENT[member.role]) {
    return roleWords().names[member.role];
  }
  return READS_CONTENT[reader] ? roleWords().newcomer : roleWords().nameHidden;
}
