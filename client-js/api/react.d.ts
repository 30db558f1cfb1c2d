interface InviteList {
    readonly invites: readonly InviteInfo[] | null;
    readonly error: unknown;
    readonly refresh: () => Promise<void>;
}

declare function LatchkeyProvider({ session, children }: LatchkeyProviderProps): ReactElement;

interface LatchkeyProviderProps {
    readonly session: Session;
    readonly children?: ReactNode;
}

interface Provider<D> {
    readonly doc: D;
    destroy(): void;
}

declare function useCanWrite(): boolean;

declare function useInvites(): InviteList;

declare function useKnocks(): readonly Knock[];

declare function useLostConnection(callback: (event: LostConnection) => void): void;

declare function useMembers(): readonly Member[];

declare function useOthers(): readonly Other[];

declare function useOthers<T extends Json>(select: (others: readonly Other[]) => T): T;

declare function useSelf(): Member;

declare function useSession<S extends Json = Json>(): Session<S>;

declare function useSessionState<S extends Json>(): Readonly<S> | undefined;

declare function useSessionState<S extends Json, T extends Json | undefined>(select: (state: Readonly<S> | undefined) => T): T;

declare function useStatus(): SessionStatus;

declare function useSynced(): boolean;

declare function useUnsyncedChanges(): boolean;

declare function useYjsProvider<D, P extends Provider<D>>(provider: new (session: ReturnType<typeof useSession>, doc: D) => P, doc: D): P | null;

export { LatchkeyProvider, useCanWrite, useInvites, useKnocks, useLostConnection, useMembers, useOthers, useSelf, useSession, useSessionState, useStatus, useSynced, useUnsyncedChanges, useYjsProvider };
