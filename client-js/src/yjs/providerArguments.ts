import type * as Y from "yjs";

import type { ProviderOptions, SessionOptions } from "./providerOptions.js";
import type { ProviderSession } from "./providerSession.js";

export interface ProviderArguments {
  readonly serverUrl: string;
  readonly roomname: string;
  readonly doc: Y.Doc;
  readonly session: ProviderSession | Promise<ProviderSession>;
  readonly options: ProviderOptions;
}

/** Of either order; which one shows in the first argument. */
export function readArguments(
  first: ProviderSession | string,
  second: Y.Doc | string,
  third: ProviderOptions | Y.Doc = {},
  fourth?: SessionOptions,
): ProviderArguments {
  const read =
    typeof first === "string"
      ? ofRoom(first, second as string, third as Y.Doc, fourth)
      : ofSession(first, second as Y.Doc, third as ProviderOptions);
  if (Object.keys(read.options.params ?? {}).length > 0) {
    console.warn("latchkey: a session sends no parameters, those of the provider are ignored");
  }
  return read;
}

function ofSession(
  session: ProviderSession,
  doc: Y.Doc,
  options: ProviderOptions,
): ProviderArguments {
  const serverUrl = `latchkey:${session.id}`;
  return { serverUrl, roomname: options.name ?? "", doc, session, options };
}

function ofRoom(
  serverUrl: string,
  roomname: string,
  doc: Y.Doc,
  options: SessionOptions | undefined,
): ProviderArguments {
  if (options === undefined) {
    throw new TypeError("a provider needs a session: give it as the option `session`");
  }
  const { session } = options;
  return { serverUrl: serverUrl.replace(/\/+$/, ""), roomname, doc, session, options };
}
