export { LatchkeyProvider, useSession } from "./react/context.js";
export { useInvites } from "./react/invites.js";
export {
  useCanWrite,
  useKnocks,
  useLostConnection,
  useMembers,
  useOthers,
  useSelf,
  useSessionState,
  useStatus,
  useSynced,
  useUnsyncedChanges,
} from "./react/readings.js";
export { useYjsProvider } from "./react/yjsProvider.js";
