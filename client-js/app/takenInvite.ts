import { takeInviteLink } from "../src/index.js";

/** The name of the window's event for an invite that came while the page was open. */
export const LINK_ARRIVED = "lk-link-arrived";

let link = takeInviteLink();

/** The invite link that this page was opened with, or that a scan or a paste brought. */
export function takenInvite(): string | null {
  return link;
}

/** Puts another link in its place; null when it has been used or given up. */
export function replaceInvite(next: string | null): void {
  link = next;
}

// A link pasted into the address bar of an open page changes the fragment only.
addEventListener("hashchange", () => {
  const pasted = takeInviteLink();
  if (pasted !== null) {
    link = pasted;
    dispatchEvent(new Event(LINK_ARRIVED));
  }
});
