import { appRoot, routeOf } from "./appRoot.js";

export type Route =
  | { readonly type: "start" }
  | { readonly type: "join" }
  | { readonly type: "scan" }
  | { readonly type: "session"; readonly sid: string }
  | { readonly type: "host"; readonly sid: string }
  | { readonly type: "unknown" };

const SESSION_ID = /^[A-Za-z0-9_-]{27}$/;

/** Static hosting knows one file only: there the page is named by the query. */
const byPath = metaContent("latchkey-routes") === "path";

export function metaContent(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";
}

export function currentRoute(): Route {
  return byPath ? routeOfPath(routeOf(location.href)) : routeOfPath(location.search.slice(1));
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
      return SESSION_ID.test(sid) && (last === "" || last === "host")
        ? { type: last === "" ? "session" : "host", sid }
        : { type: "unknown" };
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
      return `s/${route.sid}/host`;
  }
}
