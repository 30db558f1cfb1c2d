/** The name of the window’s event for pages of another version, which the next load brings. */
export const NEWER_PAGES = "lk-newer-pages";
