import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";

const APP = new URL("../dist/app/", import.meta.url);
const FOLDER = "/some/folder/";
/** What the examples need beside them, where they look for it. */
const EXAMPLES = /^\/(?:examples|dist)\/(?:parts\/)?[\w.-]+$/;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
};

export interface StaticHosting {
  readonly origin: string;
  /** Of the folder that holds the pages. */
  readonly url: string;
  /** What whoever hosts the pages writes into index.html. */
  nameBroker(url: string): void;
  /** Serves the files so from now on; null: it is not there. */
  publish(version: Version): void;
  stop(): void;
}

/** What becomes of a file of the build in some version of it. */
export type Version = (pathname: string, content: string) => string | null;

/** Serves the built application as plain files in a folder, as any web space does; and examples. */
export async function startStaticHosting(): Promise<StaticHosting> {
  let broker = "";
  let version: Version = (_, content) => content;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    void published(pathname, version).then((content) => {
      if (content === null) {
        response.writeHead(404).end();
        return;
      }
      const type = CONTENT_TYPES[extname(pathname)] ?? "text/html; charset=utf-8";
      response.writeHead(200, { "Content-Type": type });
      response.end(content.replace(/(name="latchkey-broker" content=)""/, `$1"${broker}"`));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${String(port)}`;
  return {
    origin,
    url: origin + FOLDER,
    nameBroker: (url) => {
      broker = url;
    },
    publish: (next) => {
      version = next;
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function published(pathname: string, version: Version): Promise<string | null> {
  try {
    return version(pathname, await fileOf(pathname));
  } catch {
    return null;
  }
}

async function fileOf(pathname: string): Promise<string> {
  if (EXAMPLES.test(pathname)) {
    return readFile(new URL(`..${pathname}`, import.meta.url), "utf8");
  }
  if (!pathname.startsWith(FOLDER)) {
    throw new Error("not in the folder");
  }
  return readFile(new URL(pathname.slice(FOLDER.length) || "index.html", APP), "utf8");
}
