import { appRoot, routeOf } from "./appRoot.js";

export type Route =
  | { readonly type: "start" }
  | { readonly type: "join" }
  | { readonly type: "scan" }
  | { readonly type: "session"; readonly sid: string }
  | { readonly type: "host"; readonly sid: string }
  | { readonly type: "ledger"; readonly sid: string }
  | { readonly type: "unknown" };

const SESSION_ID = /^[A-Za-z0-9_-]{27}$/;

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

/** `path` is as in "s/<sid>/host". */
export function routeOfPath(path: string): Route {
  const [first = "", sid = "", last = "", ...more] = path.split("/");
  if (more.length > 0) {
    return { type: "unknown" };
  }
  switch (first) {
    case "":
    case "index.html":
    case "broker.html":
      return { type: "start" };
    case "j":
      return { type: "join" };
    case "scan":
      return { type: "scan" };
    case "s":
      return SESSION_ID.test(sid) ? pageOfSession(sid, last) : { type: "unknown" };
    default:
      return { type: "unknown" };
  }
}

function pageOfSession(sid: string, name: string): Route {
  switch (name) {
    case "":
      return { type: "session", sid };
    case "host":
    case "ledger":
      return { type: name, sid };
    default:
      return { type: "unknown" };
  }
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

function pathOf(route: Route): string {
  switch (route.type) {
    case "start":
    case "unknown":
      return "";
    case "join":
      return "j";
    case "scan":
      return "scan";
    case "session":
      return `s/${route.sid}`;
    case "host":
    case "ledger":
      return `s/${route.sid}/${route.type}`;
  }
}
