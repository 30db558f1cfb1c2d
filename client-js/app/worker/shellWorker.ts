import { routeOfPath } from "../route.js";
import type { Shell } from "./shell.js";

// The service worker: keeps the files of one version of the pages on this device, so that they open
// while the server cannot be reached. Nothing but them is kept or answered: what calls the broker goes
// by. It waits, as browsers have it, until no page of the version before is open; meanwhile new pages
// come from the network, as they do whenever there is one.

declare const self: ServiceWorkerGlobalScope;

/** The build puts the list into its place. */
declare const SHELL: Shell;
const shell = SHELL;

const root = new URL(self.registration.scope);
/** Other applications of this origin have caches, too. */
const OURS = `latchkey-shell:${root.pathname}:`;
const CACHE = OURS + shell.version;
/** The page lies at one address, whichever it was opened by: no address of a person is kept. */
const PAGE = root.href;

const files: ReadonlyMap<string, string> = new Map(
  shell.files.map(({ path, integrity }) => [path, integrity]),
);

self.addEventListener("install", (event) => {
  event.waitUntil(keepAll());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOthers().then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  event.ports[0]?.postMessage(hasAll(event.data));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  // The path and nothing else: browsers show a worker the fragment of a page, which is a secret.
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== root.origin || !pathname.startsWith(root.pathname)) {
    return;
  }
  const path = pathname.slice(root.pathname.length);
  if (request.mode === "navigate") {
    if (routeOfPath(path).type !== "unknown") {
      event.respondWith(page(request));
    }
  } else if (files.has(path)) {
    event.respondWith(file(request, root.href + path));
  }
});

/** The newest page; the one that is kept, if nobody answers but perhaps a proxy in front of the broker. */
async function page(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request);
    return answer.status < 500 ? answer : ((await keptAt(PAGE)) ?? answer);
  } catch (error) {
    const kept = await keptAt(PAGE);
    if (kept === undefined) {
      throw error;
    }
    return kept;
  }
}

async function file(request: Request, address: string): Promise<Response> {
  return (await keptAt(address)) ?? fetch(request);
}

async function keptAt(address: string): Promise<Response | undefined> {
  return (await caches.open(CACHE)).match(address);
}

/** All of this version or nothing, one after the other: pages that are loading come first. */
async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  try {
    for (const [path, integrity] of files) {
      const address = root.href + path;
      await cache.put(address, await fetched(address, { integrity }));
    }
    const page = await fetched(PAGE, { cache: "no-store" });
    requireThisVersion(await page.clone().text());
    await cache.put(PAGE, page);
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function fetched(address: string, how: RequestInit): Promise<Response> {
  const answer = await fetch(address, { ...how, credentials: "omit", redirect: "error" });
  if (!answer.ok) {
    throw new Error(`${address} is answered ${String(answer.status)}`);
  }
  return answer;
}

/** A page names its scripts by their digests; whoever hosts it may have changed the rest. */
function requireThisVersion(page: string): void {
  const known = new Set(files.values());
  const named = [...page.matchAll(/ integrity="([^"]+)"/g)].map(([, digest]) => digest ?? "");
  if (named.length === 0 || !named.every((digest) => known.has(digest))) {
    throw new Error("the page is of another version than this worker");
  }
}

/** A page asks so, by the addresses of its own files, whether this worker's version is another one. */
function hasAll(addresses: unknown): boolean {
  return (
    Array.isArray(addresses) &&
    addresses.every((it) => typeof it === "string" && files.has(it.replace(root.href, "")))
  );
}

async function dropOthers(): Promise<void> {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
}
