export type { AuthorizedScope, ProviderEvents, SyncStatus } from "./yjs/providerEvents.js";
export type { ProviderOptions, SessionOptions } from "./yjs/providerOptions.js";
export type { ProviderSession } from "./yjs/providerSession.js";
export { SessionProvider, SessionProvider as WebsocketProvider } from "./yjs/sessionProvider.js";
