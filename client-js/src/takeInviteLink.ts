const KEPT = "latchkey/invite";
// With the beginning of a session ID, so that a page's own fragment #1.2 is left alone.
const INVITE_FRAGMENT = /(?:#|%(?:25)?23)m?1\.[\w-]{12}/;

/**
 * Takes the invite, or the link of a hand-over, out of the page's address: the address bar and the
 * history lose it at once, and it is kept for this tab, so that a reload finds it again, until
 * {@link forgetInviteLink}. Call it before anything else runs. Null if there is none, and outside of a
 * browser.
 */
export function takeInviteLink(): string | null {
  if (typeof location === "undefined" || typeof history === "undefined") {
    return null;
  }
  const link = location.href;
  const start = link.search(INVITE_FRAGMENT);
  if (start < 0) {
    return tabStorage()?.getItem(KEPT) ?? null;
  }
  history.replaceState(history.state, "", link.slice(0, start));
  tabStorage()?.setItem(KEPT, link);
  return link;
}

/** Ends the keeping; a session that was joined does not need it any more. */
export function forgetInviteLink(): void {
  tabStorage()?.removeItem(KEPT);
}

/** Null where the browser blocks it. */
function tabStorage(): Storage | null {
  try {
    return typeof sessionStorage === "undefined" ? null : sessionStorage;
  } catch {
    return null;
  }
}
