import type { Invite } from "./invites.js";
import { qrSvg } from "./qrSvg.js";

/** An invite in the hand of the host that made it. */
export class InviteCard implements Invite {
  readonly id: string;
  readonly link: string;
  readonly expiresAt: Date;

  constructor(id: string, link: string, expiresAt: Date) {
    this.id = id;
    this.link = link;
    this.expiresAt = expiresAt;
  }

  qr(): string {
    return qrSvg(this.link);
  }

  async copy(): Promise<boolean> {
    if (typeof navigator === "undefined" || !("clipboard" in navigator)) {
      return false;
    }
    try {
      await navigator.clipboard.writeText(this.link);
      return true;
    } catch {
      return false;
    }
  }

  async share(): Promise<"shared" | "dismissed" | "unavailable"> {
    const data = { url: this.link };
    if (
      typeof navigator === "undefined" ||
      !("canShare" in navigator) ||
      !navigator.canShare(data)
    ) {
      return "unavailable";
    }
    try {
      await navigator.share(data);
      return "shared";
    } catch (error) {
      return error instanceof DOMException && error.name === "AbortError"
        ? "dismissed"
        : "unavailable";
    }
  }
}
