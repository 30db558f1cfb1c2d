import type { SharedProvider } from "./world.js";

/** Writes down what a provider tells, as far as y-websocket tells it, too. */
export function traceOf(provider: SharedProvider): string[] {
  const trace: string[] = [];
  provider.on("status", ({ status }: { status: string }) => trace.push(status));
  provider.on("synced", (synced: boolean) => trace.push(`synced ${String(synced)}`));
  provider.on("sync", (synced: boolean) => trace.push(`sync ${String(synced)}`));
  provider.on("connection-close", (event: CloseEvent | null, teller: unknown) => {
    trace.push(`close ${String(event?.code ?? null)} ${String(teller === provider)}`);
  });
  provider.on("connection-error", (event: Event, teller: unknown) => {
    trace.push(`error ${event.type} ${String(teller === provider)}`);
  });
  provider.on("closed", ({ code }: { code: number }, teller: unknown) => {
    trace.push(`closed ${String(code)} ${String(teller === provider)}`);
  });
  return trace;
}

/** Without the tries that failed: how many there are is a matter of time. */
export function withoutFailedTries(trace: readonly string[]): string[] {
  return trace
    .join(", ")
    .replaceAll("connecting, error error true, close 1006 true, ", "")
    .split(", ");
}
