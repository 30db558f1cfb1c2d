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
};

export interface StaticHosting {
  readonly origin: string;
  /** Of the folder that holds the pages. */
  readonly url: string;
  /** What whoever hosts the pages writes into index.html. */
  nameBroker(url: string): void;
  stop(): void;
}

/** Serves the built application as plain files in a folder, as any web space does; and examples. */
export async function startStaticHosting(): Promise<StaticHosting> {
  let broker = "";
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    fileOf(pathname).then(
      (content) => {
        const type = CONTENT_TYPES[extname(pathname)] ?? "text/html; charset=utf-8";
        response.writeHead(200, { "Content-Type": type });
        response.end(content.replace(/(name="latchkey-broker" content=)""/, `$1"${broker}"`));
      },
      () => response.writeHead(404).end(),
    );
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
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
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
