// The built entry lies one folder below the root, in assets/; the development server has no such
// folder. Neither depends on the route that the page was opened on.
const TO_ROOT: string = import.meta.env.DEV ? "." : "..";

/** Where the application is served: the broker's root, or the folder that holds index.html. */
export const appRoot: URL = new URL(TO_ROOT, import.meta.url);

/** The route of a page address relative to {@link appRoot}, without a leading slash. */
export function routeOf(pageAddress: string): string {
  const path = new URL(pageAddress).pathname;
  return path.startsWith(appRoot.pathname) ? path.slice(appRoot.pathname.length) : path;
}
