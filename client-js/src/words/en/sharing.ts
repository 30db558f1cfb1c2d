import { plural } from "../plural.js";
import { spoken } from "../words.js";

const forms = plural("en");

const english = {
  invite: "Invite",
  title: "Invite somebody",
  whom: "Who is it for?",
  whomHint: "Only you and whoever has the link see it.",
  role: "Role",
  expiresAfter: "Expires after",
  expiries: { "15m": "15 minutes", "1h": "1 hour", "24h": "24 hours", "7d": "7 days" },
  howManyUses: "How many uses?",
  askMe: "Ask me before they enter",
  askMeMeans: "They wait until a host lets them in.",
  note: "Personal note (optional)",
  create: "Create invite",
  creating: "Creating…",
  cancel: "Cancel",
  notCreated: (advice: string): string => `The invite was not created. ${advice}`,
  readyNews: (name: string): string => `Invite for ${name} is ready.`,
  ready: "Invite ready",
  summary: (name: string, role: string, uses: number): string =>
    `For ${name}, ${role}, ${forms(uses, "one use", `${String(uses)} uses`)}.`,
  goodUntil: (time: string, when: string): string => `Good until ${time} (${when}).`,
  anyoneAsks: "Anyone who gets this link can ask to come in; you or another host decide.",
  anyoneJoins: "Anyone who gets this link first can join with it.",
  sendPrivately: "Send it in a private message.",
  done: "Done",

  link: "Link",
  copyLink: "Copy link",
  share: "Share…",
  showQr: "Show QR code",
  hideQr: "Hide QR code",
  qr: "QR code of the link",
  qrEnlarged: "QR code of the link, enlarged",
  enlarge: "Enlarge",
  close: "Close",
};

export type SharingWords = typeof english;

/** Making an invite, and handing out its link. */
export const sharingWords = (): SharingWords => spoken("sharing", english);
