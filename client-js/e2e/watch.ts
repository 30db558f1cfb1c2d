import type { BrowserContext } from "@playwright/test";

/** A host's statement came second, or a writer was before it: the page tries again by itself. */
const OVERTAKEN = /status of 409 \(Conflict\) \S+\/(?:statements|members\/[\w-]+(?:\/name)?)$/;

/** Looks after pages while a test uses them: what none may do, and all that went over the wire. */
export class Watch {
  /** Errors on the console, with them every breach of the policy, and requests to strangers. */
  readonly faults: string[] = [];
  readonly #hosts: ReadonlySet<string>;

  constructor(urls: readonly string[]) {
    this.#hosts = new Set(urls.map((url) => new URL(url).host));
  }

  over(context: BrowserContext): void {
    context.on("weberror", (error) => this.faults.push(error.error().message));
    context.on("console", (message) => {
      const fault = `${message.text()} ${message.location().url}`.trim();
      if (message.type() === "error" && !OVERTAKEN.test(fault)) {
        this.faults.push(fault);
      }
    });
    context.on("request", (request) => {
      const { protocol, host } = new URL(request.url());
      if (/^(?:https?|wss?):$/.test(protocol) && !this.#hosts.has(host)) {
        this.faults.push(`asked ${host}`);
      }
    });
  }
}
