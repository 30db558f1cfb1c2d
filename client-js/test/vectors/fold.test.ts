import { expect } from "vitest";

import { encodeBase64Url } from "../../src/base64Url.js";
import { StatementError, type StatementReason } from "../../src/statementError.js";
import { foldLog, type Log } from "../foldedLog.js";
import { testVectors } from "../vectors.js";

const REASONS: Readonly<Record<StatementReason, true>> = {
  ended: true,
  foreign_session: true,
  out_of_place: true,
  session_not_pinned: true,
  not_current: true,
  fork: true,
  not_host: true,
  bad_signature: true,
  wrong_number: true,
  first_change: true,
  invite_id: true,
  invite_differs: true,
  unknown_invite: true,
  invite_revoked: true,
  invite_changed: true,
  role_mismatch: true,
  foreign_origin: true,
  key_in_roster: true,
  not_pending: true,
  knocked_already: true,
  unknown_member: true,
  not_active: true,
  pinned_host: true,
  no_host_left: true,
  key_unchanged: true,
  invite_left_open: true,
  epoch_number: true,
  epoch_member: true,
  epoch_invite: true,
  closing_heads: true,
  too_many_compared: true,
};

testVectors<Log>("fold", {
  read: async (log) => {
    await expect(foldLog({ ...log, entries: log.entries.slice(0, -1) })).resolves.toBeDefined();
    const roster = await foldLog(log);
    return {
      size: roster.size,
      logHash: encodeBase64Url(roster.logHash),
      nextHostNumber: roster.nextHostNumber,
      pinnedHost: roster.pinnedHost,
      epoch: roster.epoch,
      frozen: roster.frozen,
      ended: roster.ended,
      members: roster.members().map(({ id, role, standing }) => ({ mid: id, role, standing })),
      invites: roster.invites().map(({ id, used, revoked }) => ({ iid: id, used, revoked })),
      comparisons: roster.comparisons,
    };
  },
  refusals: Object.fromEntries(
    Object.keys(REASONS).map((reason) => [
      reason,
      (error) => error instanceof StatementError && error.reason === reason,
    ]),
  ),
});
