import type { Member } from "../../index.js";
import { shownName } from "../roles.js";

const LIST = new Intl.ListFormat("en");

/** Who compared pictures with a member, in words; null if nobody did. */
export function comparedMark(
  member: Member,
  members: readonly Member[],
): { readonly text: string; readonly alarming: boolean } | null {
  const differing = member.comparisons.filter(({ match }) => !match);
  if (differing.length > 0) {
    return { text: `Pictures differed: ${namesOf(differing, members)}`, alarming: true };
  }
  return member.comparisons.length === 0
    ? null
    : { text: `Compared by ${namesOf(member.comparisons, members)}`, alarming: false };
}

function namesOf(comparisons: Member["comparisons"], members: readonly Member[]): string {
  return LIST.format(
    comparisons.map(({ by }) => {
      const member = members.find(({ id }) => id === by);
      return member === undefined
        ? "somebody who left"
        : member.self
          ? "you"
          : shownName(member, "host");
    }),
  );
}
