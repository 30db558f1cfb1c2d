import { readFile } from "node:fs/promises";
import { type RequestListener, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";

const APP = new URL("../dist/app/", import.meta.url);

/** Where {@link AppServer} also offers the application as static files. */
export const STATIC_FOLDER = "/some/folder/";

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** The policy that the broker is to send. Lit needs its Trusted Types policy `lit-html`. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html",
].join("; ");

export interface AppServer {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** Serves the built application as the broker does, and as static files in STATIC_FOLDER. */
export async function startAppServer(): Promise<AppServer> {
  const server = createServer(serveApp);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

const serveApp: RequestListener = (request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const file = fileOf(pathname);
  readFile(new URL(file, APP)).then(
    (content) => {
      response.writeHead(200, {
        "Content-Type": CONTENT_TYPES[extname(file)] ?? "application/octet-stream",
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "X-Content-Type-Options": "nosniff",
      });
      response.end(content);
    },
    () => response.writeHead(404).end(),
  );
};

function fileOf(pathname: string): string {
  if (pathname.startsWith(STATIC_FOLDER)) {
    return pathname.slice(STATIC_FOLDER.length) || "index.html";
  }
  return extname(pathname) === "" ? "broker.html" : pathname.slice(1);
}
