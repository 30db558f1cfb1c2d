import type { Member } from "../../index.js";
import { listed } from "../../words/lists.js";
import { peopleWords } from "../../words/en/people.js";
import { shownName } from "../roles.js";

/** Who compared pictures with a member, in words; null if nobody did. */
export function comparedMark(
  member: Member,
  members: readonly Member[],
): { readonly text: string; readonly alarming: boolean } | null {
  const differing = member.comparisons.filter(({ match }) => !match);
  if (differing.length > 0) {
    return { text: peopleWords().differed(namesOf(differing, members)), alarming: true };
  }
  return member.comparisons.length === 0
    ? null
    : { text: peopleWords().comparedBy(namesOf(member.comparisons, members)), alarming: false };
}

function namesOf(comparisons: Member["comparisons"], members: readonly Member[]): string {
  return listed(
    comparisons.map(({ by }) => {
      const member = members.find(({ id }) => id === by);
      return member === undefined
        ? peopleWords().somebodyGone
        : member.self
          ? peopleWords().yourself
          : shownName(member, "host");
    }),
  );
}
