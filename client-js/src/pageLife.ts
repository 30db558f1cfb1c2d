/**
 * Calls back when a connection that looked alive may be dead, or a dead one may work again: the
 * network is back, or the page is. Does nothing outside of pages.
 */
export function onReturn(callback: () => void): () => void {
  if (typeof window === "undefined") {
    return () => undefined;
  }
  window.addEventListener("online", callback);
  const offThaw = onThaw(callback);
  return () => {
    window.removeEventListener("online", callback);
    offThaw();
  };
}

/**
 * Calls back when the page's memory comes back after the browser had frozen it or put it into its
 * cache. Does nothing outside of pages.
 */
export function onThaw(callback: () => void): () => void {
  if (typeof window === "undefined") {
    return () => undefined;
  }
  const shown = (event: PageTransitionEvent): void => {
    if (event.persisted) {
      callback();
    }
  };
  window.addEventListener("pageshow", shown);
  document.addEventListener("resume", callback);
  return () => {
    window.removeEventListener("pageshow", shown);
    document.removeEventListener("resume", callback);
  };
}

/** Calls back when the page may be gone at any moment. Does nothing outside of pages. */
export function onLeave(callback: () => void): () => void {
  if (typeof window === "undefined") {
    return () => undefined;
  }
  const hidden = (): void => {
    if (document.visibilityState === "hidden") {
      callback();
    }
  };
  window.addEventListener("pagehide", callback);
  document.addEventListener("visibilitychange", hidden);
  return () => {
    window.removeEventListener("pagehide", callback);
    document.removeEventListener("visibilitychange", hidden);
  };
}

/**
 * Has the browser ask before it closes the page, until the hold is given up. Does nothing outside
 * of pages.
 */
export function holdPage(): () => void {
  if (typeof window === "undefined") {
    return () => undefined;
  }
  const leaving = (event: BeforeUnloadEvent): void => {
    event.preventDefault();
  };
  window.addEventListener("beforeunload", leaving);
  return () => {
    window.removeEventListener("beforeunload", leaving);
  };
}
