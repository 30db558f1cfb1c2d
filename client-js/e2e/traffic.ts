import type { BrowserContext, Request } from "@playwright/test";

/** Everything that a browser context sends and gets over HTTP, as text. */
export class Traffic {
  readonly #exchanges: Promise<string>[] = [];

  over(context: BrowserContext): void {
    context.on("requestfinished", (request) => this.#exchanges.push(exchange(request)));
    context.on("requestfailed", (request) => this.#exchanges.push(requestText(request)));
  }

  async text(): Promise<string> {
    return (await Promise.all(this.#exchanges)).join("\n");
  }
}

async function exchange(request: Request): Promise<string> {
  const response = await request.response();
  const headers = await response?.headersArray();
  const body = await response?.body().catch(() => Buffer.alloc(0));
  return [await requestText(request), lines(headers), body?.toString("latin1")].join("\n");
}

async function requestText(request: Request): Promise<string> {
  const headers = await request.headersArray();
  const body = request.postDataBuffer()?.toString("latin1");
  return [request.method(), request.url(), lines(headers), body].join("\n");
}

function lines(headers: readonly { name: string; value: string }[] = []): string {
  return headers.map(({ name, value }) => `${name}: ${value}`).join("\n");
}
