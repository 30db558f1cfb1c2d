export type Route =
  | { readonly type: "start" }
  | { readonly type: "join" }
  | { readonly type: "scan" }
  | { readonly type: "session"; readonly sid: string }
  | { readonly type: "host"; readonly sid: string }
  | { readonly type: "ledger"; readonly sid: string }
  | { readonly type: "unknown" };

const SESSION_ID = /^[A-Za-z0-9_-]{27}$/;

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

/** As {@link routeOfPath} reads it. */
export function pathOf(route: Route): string {
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
