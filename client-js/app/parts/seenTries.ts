const KEY = "latchkey-seen-tries";

/** How many refused tries of each invite a host has seen and put aside, as long as the tab lives. */
const seen = new Map<string, number>(stored());

export function seenTries(inviteId: string): number {
  return seen.get(inviteId) ?? 0;
}

export function putAside(inviteId: string, tries: number): void {
  seen.set(inviteId, tries);
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...seen]));
  } catch {
    // Storage is blocked: it is known until the page is loaded anew.
  }
}

function stored(): readonly (readonly [string, number])[] {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "[]") as [string, number][];
  } catch {
    return [];
  }
}
