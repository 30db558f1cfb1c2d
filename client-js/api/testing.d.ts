declare class FakeClock {
    #private;
    get now(): number;
    after(ms: number, run: () => void): void;
    advance(ms: number): Promise<void>;
}

declare class MemoryBroker {
    #private;
    readonly clock: FakeClock;
    readonly sessions: MemorySession[];
    join<S extends Json = Json>(name: string, role?: Role, id?: string): MemorySession<S>;
    get state(): StoredState | undefined;
    log(channel: string): {
        head: number;
        entries: Stored[];
    };
    store(channel: string, write: Write, by: Member): number;
    storeState(text: string, by: Member): void;
    spread(): void;
    get connected(): MemorySession[];
    restart(): void;
}

declare class MemoryChannel implements Channel {
    #private;
    readonly name: string;
    readonly sent: Uint8Array[];
    synced: boolean;
    entries: readonly ChannelEntry[];
    fits: number;
    constructor(session: MemorySession, name: string);
    append(payload: Uint8Array): Promise<number>;
    replace(payload: Uint8Array): Promise<number>;
    send(payload: Uint8Array): void;
    readonly on: Channel["on"];
    tell<K extends keyof ChannelEvents>(type: K, ...told: Parameters<ChannelEvents[K]>): void;
    hear(task: Task): void;
    lose(): void;
    move(): void;
}

declare class MemorySession<S extends Json = Json> implements TestSession<S> {
    #private;
    readonly id = "memory";
    readonly origin = "https://memory.example";
    readonly broker: MemoryBroker;
    readonly instance: string;
    title: string;
    frozen: boolean;
    epoch: number;
    status: SessionStatus;
    closed: CloseInfo | null;
    self: Member;
    others: readonly Other[];
    held: boolean;
    constructor(broker: MemoryBroker, of: Pick<Member, "id" | "name" | "role">);
    get role(): Role;
    get canWrite(): boolean;
    get synced(): boolean;
    get hasUnsyncedChanges(): boolean;
    readonly members: {
        list: () => Member[];
        setRole: (id: string, role: Role) => Promise<void>;
    };
    get(): Readonly<S> | undefined;
    set(state: S, { signal }?: CallOptions): Promise<void>;
    update(change: (state: Readonly<S> | undefined) => S, { signal }?: CallOptions): Promise<Readonly<S>>;
    initialize(state: S | (() => S), { signal }?: CallOptions): Promise<boolean>;
    onChange(callback: SessionEvents<S>["change"], options?: {
        readonly immediate?: boolean;
        readonly signal?: AbortSignal;
    }): Unsubscribe;
    readonly on: Session<S>["on"];
    readonly once: Session<S>["once"];
    channel(name?: string): MemoryChannel;
    updatePresence(patch: JsonObject): void;
    whenSynced({ signal }?: CallOptions): Promise<void>;
    flush({ signal }?: CallOptions): Promise<void>;
    freeze(on: boolean): Promise<void>;
    end(): Promise<void>;
    connect(): void;
    disconnect(): void;
    leave(): Promise<void>;
    destroy(): void;
    cut(): void;
    fail(): void;
    reach(): void;
    delay(ms: number): void;
    release(): void;
    close(reason: CloseInfo["reason"]): void;
    asSeen(member: Member): Member;
    rename(change: Partial<Pick<Member, "name" | "role">>): void;
    peopleChanged(): void;
    wake(): void;
}

type Parts = "members" | "invites" | "ledger" | "knocks" | "compare" | "handover" | "createRecoveryFile";

type Stored = Omit<ChannelEntry, "own"> & {
    readonly covers: number;
};

interface StoredState {
    readonly text: string;
    readonly version: number;
    readonly by: Member;
}

type Task = () => void;

type TestSession<S extends Json = Json> = Omit<Session<S>, Parts> & {
    readonly members: Pick<Members, "list" | "setRole">;
};

interface Write {
    readonly kind: ChannelEntry["kind"];
    readonly payload: Uint8Array;
    readonly covers: number;
    readonly stored: (seq: number) => void;
    readonly refused: (error: Error) => void;
}

declare function createMemoryBroker(): MemoryBroker;

declare function createPair<S extends Json = Json>(initialState?: S): Promise<{
    readonly broker: MemoryBroker;
    readonly host: MemorySession<S>;
    readonly guest: MemorySession<S>;
}>;

declare function expectConverged<S extends Json>(sessions: readonly MemorySession<S>[], channels?: readonly string[]): Promise<void>;

declare function settled(): Promise<void>;

export { FakeClock, MemoryBroker, MemoryChannel, MemorySession, TestSession, createMemoryBroker, createPair, expectConverged, settled };
