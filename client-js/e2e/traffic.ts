import type { BrowserContext, Page, Request } from "@playwright/test";

/** Everything that a browser context sends and gets over HTTP and WebSockets, as text. */
export class Traffic {
  readonly #exchanges: Promise<string>[] = [];

  over(context: BrowserContext): void {
    context.on("requestfinished", (request) => this.#exchanges.push(exchange(request)));
    context.on("requestfailed", (request) => this.#exchanges.push(requestText(request)));
    context.pages().forEach((page) => {
      this.#overSockets(page);
    });
    context.on("page", (page) => {
      this.#overSockets(page);
    });
  }

  #overSockets(page: Page): void {
    page.on("websocket", (socket) => {
      const keep = (direction: string, payload: string | Buffer): void => {
        const message = Buffer.from(payload).toString("latin1");
        this.#exchanges.push(Promise.resolve(`${direction} ${socket.url()}\n${message}`));
      };
      socket.on("framesent", ({ payload }) => {
        keep("sent", payload);
      });
      socket.on("framereceived", ({ payload }) => {
        keep("received", payload);
      });
    });
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
