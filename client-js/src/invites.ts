import type { Role } from "./role.js";
import type { CallOptions } from "./callOptions.js";

/** A duration in milliseconds, or a text such as "15m", "24h" or "7d". */
export type Duration = number | `${number}${"m" | "h" | "d"}`;

export interface CreateInviteOptions {
  /** Whom it is for. Sealed: the broker never sees it. */
  readonly name: string;
  /** Default "editor". */
  readonly role?: Role;
  /** Default "24h". */
  readonly expiresIn?: Duration;
  /** Default 1, at most 1,000. */
  readonly maxUses?: number;
  /**
   * Whether a host must admit whoever joins by it. Default: for the role host, and for more than one
   * use.
   */
  readonly requireApproval?: boolean;
  /** Shown to the invitee before they join. Sealed. */
  readonly note?: string;
}

/** An invite whose link this device knows. Whoever has the link can join. */
export interface Invite {
  readonly id: string;
  readonly link: string;
  readonly expiresAt: Date;
  /** The link as QR code: an SVG document, black on white, level M, with the quiet zone of 4. */
  qr(): string;
  /** Copies the link. False if the browser did not allow it: then show it, selected. */
  copy(): Promise<boolean>;
  /** Opens the system's share sheet, where there is one. */
  share(): Promise<"shared" | "dismissed" | "unavailable">;
}

export type InviteState = "ready" | "used" | "expired" | "revoked";

export interface InviteInfo {
  readonly id: string;
  /**
   * Whom it is for; null if another host made the invite, who alone can read it, or if the broker
   * serves another name than the host signed.
   */
  readonly name: string | null;
  /** The ID of the member that made it. */
  readonly by: string;
  readonly role: Role;
  readonly state: InviteState;
  readonly expiresAt: Date;
  readonly maxUses: number;
  readonly used: number;
  readonly requiresApproval: boolean;
  /** How many wait to be admitted, as the broker says. */
  readonly pending: number;
  /** Until when tries are refused, because so many have failed; null if they are not. */
  readonly lockedUntil: Date | null;
  /**
   * How often the invite was looked at, and how many tries to join were refused: as the broker
   * says.
   */
  readonly opened: number;
  readonly failed: number;
  readonly lastFailedAt: Date | null;
  /** The link again, if the invite is ready and was created on this device. */
  readonly invite: Invite | null;
}

export interface Invites {
  create(options: CreateInviteOptions, call?: CallOptions): Promise<Invite>;
  list(call?: CallOptions): Promise<readonly InviteInfo[]>;
  /**
   * From then on nobody can join by it, and it opens nothing that is sealed later. Members who came
   * in by it stay.
   */
  revoke(id: string, call?: CallOptions): Promise<void>;
  /**
   * Revokes it and makes another one for the same person, with the same role, uses and approval,
   * that expires when this one would have, and in a day at the earliest. On the device that made it.
   */
  renew(id: string, call?: CallOptions): Promise<Invite>;
  /** Lets it expire so long from now instead: on the device that made it. The link stays. */
  extend(id: string, expiresIn: Duration, call?: CallOptions): Promise<void>;
}
