const KEPT = "latchkey/invite";
const INVITE_FRAGMENT = /#1(?:\.|$)/;
const REWRITTEN = /%(?:25)?231\./;

/**
 * Takes the invite out of the page's address: the address bar and the history lose it at once, and
 * it is kept for this tab, so that a reload finds it again, until {@link forgetInviteLink}. Call it
 * before anything else runs. Null if there is no invite, and outside of a browser.
 */
export function takeInviteLink(): string | null {
  if (typeof location === "undefined" || typeof history === "undefined") {
    return null;
  }
  const link = location.href;
  if (!INVITE_FRAGMENT.test(link) && !REWRITTEN.test(link)) {
    return tabStorage()?.getItem(KEPT) ?? null;
  }
  history.replaceState(history.state, "", cleaned(link));
  tabStorage()?.setItem(KEPT, link);
  return link;
}

/** Ends the keeping; a session that was joined does not need it any more. */
export function forgetInviteLink(): void {
  tabStorage()?.removeItem(KEPT);
}

function cleaned(link: string): string {
  return link.slice(0, link.search(/#|%(?:25)?231\./));
}

/** Null where the browser blocks it. */
function tabStorage(): Storage | null {
  try {
    return typeof sessionStorage === "undefined" ? null : sessionStorage;
  } catch {
    return null;
  }
}
