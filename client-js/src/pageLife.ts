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
