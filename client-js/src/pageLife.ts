/**
 * Calls back when a connection that looked alive may be dead or a dead one may work again: the
 * network is back, or the page comes back from the browser's cache. Does nothing outside of pages.
 */
export function onReturn(callback: () => void): () => void {
  if (typeof window === "undefined") {
    return () => undefined;
  }
  const shown = (event: PageTransitionEvent): void => {
    if (event.persisted) {
      callback();
    }
  };
  window.addEventListener("online", callback);
  window.addEventListener("pageshow", shown);
  return () => {
    window.removeEventListener("online", callback);
    window.removeEventListener("pageshow", shown);
  };
}
