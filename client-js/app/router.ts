import { appRoot, routeOf } from "./appRoot.js";
import { pathOf, type Route, routeOfPath } from "./route.js";

/** Static hosting knows one file only: there the page is named by the query. */
const byPath = metaContent("latchkey-routes") === "path";

export function metaContent(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";
}

export function currentRoute(): Route {
  return routeOfPath(byPath ? routeOf(location.href) : queryParts()[0]);
}

/** What the page’s address asks for beside the route. Never a secret: the server sees it. */
export function pageQuery(): URLSearchParams {
  return new URLSearchParams(byPath ? location.search : queryParts()[1]);
}

/** The same page, with this in its address. */
export function replacePageQuery(query: URLSearchParams): void {
  const address = new URL(addressOf(currentRoute()));
  address.search = [byPath ? "" : queryParts()[0], query.toString()]
    .filter((part) => part !== "")
    .join("&");
  history.replaceState(null, "", address);
}

/** Where the query names the page: its path, and what follows. */
function queryParts(): readonly [path: string, rest: string] {
  const [path = "", ...rest] = location.search.slice(1).split("&");
  return [path, rest.join("&")];
}

/** The address of a page, complete. */
export function addressOf(route: Route): string {
  const path = pathOf(route);
  return new URL(byPath || path === "" ? path : `?${path}`, appRoot).href;
}

export function navigate(route: Route, how: "push" | "replace" = "push"): void {
  const address = addressOf(route);
  if (how === "push") {
    history.pushState(null, "", address);
  } else {
    history.replaceState(null, "", address);
  }
  dispatchEvent(new Event("lk-route"));
}
