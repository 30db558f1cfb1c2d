type AuthorizedScope = "read-write" | "readonly";

interface ProviderEvents {
    status: (event: {
        status: "connecting" | "connected" | "disconnected";
    }) => void;
    sync: (synced: boolean) => void;
    synced: (synced: boolean) => void;
    "connection-close": (event: CloseEvent | null, provider: SessionProvider) => void;
    "connection-error": (event: Event, provider: SessionProvider) => void;
    closed: (event: {
        code: number;
        reason: string;
    }, provider: SessionProvider) => void;
    "sync-status": (status: SyncStatus) => void;
    unsyncedChanges: (event: {
        number: number;
    }) => void;
    "decrypt-error": (event: {
        count: number;
    }) => void;
    error: (error: Error) => void;
}

interface ProviderOptions {
    readonly connect?: boolean;
    readonly awareness?: Awareness;
    readonly name?: string;
    readonly flushDelay?: false | number;
    readonly shouldReconnect?: (event: CloseEvent, provider: SessionProvider) => boolean;
    readonly params?: Record<string, string>;
    readonly protocols?: string[];
    readonly WebSocketPolyfill?: typeof WebSocket;
    readonly resyncInterval?: number;
    readonly maxBackoffTime?: number;
    readonly disableBc?: boolean;
}

interface ProviderSession extends Pick<Session, "id" | "canWrite" | "status" | "closed" | "on"> {
    readonly members: Pick<Members, "list">;
    channel(name?: string): Channel;
}

interface SessionOptions extends Omit<ProviderOptions, "name"> {
    readonly session: ProviderSession | Promise<ProviderSession>;
}

declare class SessionProvider extends ObservableV2<ProviderEvents> {
    #private;
    readonly serverUrl: string;
    readonly roomname: string;
    readonly bcChannel: string;
    readonly doc: Y.Doc;
    readonly awareness: Awareness;
    params: Record<string, string>;
    protocols: string[];
    maxBackoffTime: number;
    shouldReconnect: (event: CloseEvent, provider: SessionProvider) => boolean;
    readonly disableBc: boolean;
    wsconnected: boolean;
    wsconnecting: boolean;
    readonly bcconnected = false;
    shouldConnect: boolean;
    wsUnsuccessfulReconnects: number;
    readonly ws: WebSocket | null;
    constructor(session: ProviderSession, doc: Y.Doc, options?: ProviderOptions);
    constructor(serverUrl: string, roomname: string, doc: Y.Doc, options: SessionOptions);
    get url(): string;
    get session(): ProviderSession | null;
    get synced(): boolean;
    get whenSynced(): Promise<void>;
    get authorizedScope(): AuthorizedScope;
    get unsyncedChanges(): number;
    get hasUnsyncedChanges(): boolean;
    get syncStatus(): SyncStatus;
    connect(): void;
    disconnect(): void;
    connectBc(): void;
    disconnectBc(): void;
    destroy(): void;
}

interface SyncStatus {
    readonly synced: boolean;
    readonly unsyncedChanges: number;
}

export { AuthorizedScope, ProviderEvents, ProviderOptions, ProviderSession, SessionOptions, SessionProvider, SessionProvider as WebsocketProvider, SyncStatus };
