import { encodeBase64Url } from "../../src/base64Url.js";
import { type InviteId } from "../../src/inviteId.js";
import { sealText } from "../../src/sealedText.js";
import { type Genesis, type Invite } from "../../src/statement.js";
import { writeGenesis, writeHostStatement } from "../../src/statementWriter.js";
import { read } from "./forgeries.js";
import { newKeys } from "./keys.js";
import { type Asked, type Lie, isCall, readJson } from "./lie.js";

/** What `GET /v1/invites/{iid}` answers. PROTOCOL.md §3. */
interface Looked {
  readonly statement: string;
  readonly preview: string;
  readonly chain: readonly string[];
}

/** What is said other than the truth; `other` is another invite of the session, with role host. */
type InviteLie = (truth: Looked, other: Looked) => Partial<Looked> | Promise<Partial<Looked>>;

/** By what such a broker does. */
export const INVITE_LIES: Readonly<Record<string, InviteLie>> = {
  "swaps the host key": async ({ statement, chain: [first = ""] }) => {
    const keys = await newKeys();
    const genesis: Genesis = { ...read("genesis", first), ...keys.publicKeys };
    const invite: Invite = { ...read("invite", statement), by: keys.mid };
    return {
      chain: [await writeGenesis(genesis, keys.signingKey)],
      statement: await writeHostStatement(invite, keys.signingKey),
    };
  },

  "leaves genesis out": () => ({ chain: [] }),

  "signs the invite in the host's name": async ({ statement }) => {
    const { signingKey } = await newKeys();
    return { statement: await writeHostStatement(read("invite", statement), signingKey) };
  },

  "raises the role under the host's signature": async ({ statement }) => {
    const { signingKey } = await newKeys();
    const raised: Invite = { ...read("invite", statement), role: "host" };
    const [header, payload] = (await writeHostStatement(raised, signingKey)).split(".");
    return { statement: [header, payload, statement.split(".")[2]].join(".") };
  },

  "swaps the keys of the invite": async ({ statement }) => {
    const { publicKeys, signingKey } = await newKeys();
    const invite: Invite = { ...read("invite", statement), ...publicKeys };
    return { statement: await writeHostStatement(invite, signingKey) };
  },

  "offers another invite, with a higher role": (_, { statement, preview }) => ({
    statement,
    preview,
  }),

  "swaps the preview for that of another invite": (_, { preview }) => ({ preview }),

  "seals a preview of its own": async ({ statement }) => {
    const { sid, iid, signingKey, wrapKey } = read("invite", statement);
    const recipient = { signingKey, wrapKey };
    const text = JSON.stringify({ title: "Another", host: "Mallory", name: "Ben", note: "" });
    const place = { sid, invite: iid, kind: "preview", recipient } as const;
    return { preview: encodeBase64Url(await sealText(place, text)) };
  },
};

/** Tells the lie about one invite to whoever looks at it. */
export function lieInInvite(lie: InviteLie, iid: InviteId, other: InviteId): Lie {
  return {
    answer: async (asked, ask) => {
      const answer = await ask(asked);
      if (!isLookAt(asked, iid)) {
        return answer;
      }
      const truth = readJson(answer);
      const others = readJson(await ask({ ...asked, path: `/v1/invites/${other}` }));
      const told = await lie(truth as unknown as Looked, others as unknown as Looked);
      return { ...answer, body: JSON.stringify({ ...truth, ...told }) };
    },
  };
}

function isLookAt(asked: Asked, iid: InviteId): boolean {
  return isCall(asked, "GET", /^\/v1\/invites\//) && asked.path.endsWith(iid);
}
