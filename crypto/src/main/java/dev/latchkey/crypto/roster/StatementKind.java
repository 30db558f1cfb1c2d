package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.FormatException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The kinds of statement: the `typ` of each of its signatures, in order, and the names of the
/// members of its payload.
enum StatementKind {
  GENESIS("genesis", "sid n salt signingKey wrapKey suite origin ledgerKey challenge"),
  CHANGE("change", StatementKind.ACT + "epoch removed roles revoked closing"),
  INVITE(
      "invite", StatementKind.ACT + "iid signingKey wrapKey role exp uses approval label preview"),
  JOIN("member~join", "sid iid invite role signingKey wrapKey origin challenge name"),
  KNOCK("knock", StatementKind.ACT + "iid member nonce"),
  ADMIT("admit", StatementKind.ACT + "iid member role"),
  REVOKE("revoke", StatementKind.ACT + "invites"),
  MOVE("move~moved", "sid mid signingKey wrapKey origin challenge"),
  FREEZE("freeze", StatementKind.ACT + "on closing"),
  COMPARED("compared", "sid n mid member match"),
  END("end", StatementKind.ACT);

  /// Stands between the two signatures of a pair.
  static final String JOINT = "~";

  private static final String ACT = "sid n prev heads checkpoint ";

  private final String typs;
  private final String members;

  StatementKind(String typs, String members) {
    this.typs = typs;
    this.members = members;
  }

  /// Throws [FormatException] unless these, in this order, are the `typ`s of one kind.
  static StatementKind of(List<String> typs) {
    return Arrays.stream(values())
        .filter(kind -> kind.typs().equals(typs))
        .findFirst()
        .orElseThrow(() -> new FormatException("typ: want one kind of statement"));
  }

  static StatementKind of(Statement statement) {
    return switch (statement) {
      case Statement.Genesis _ -> GENESIS;
      case Statement.Change _ -> CHANGE;
      case Statement.Invite _ -> INVITE;
      case Statement.Join _ -> JOIN;
      case Statement.Knock _ -> KNOCK;
      case Statement.Admit _ -> ADMIT;
      case Statement.Revoke _ -> REVOKE;
      case Statement.Move _ -> MOVE;
      case Statement.Freeze _ -> FREEZE;
      case Statement.Compared _ -> COMPARED;
      case Statement.End _ -> END;
    };
  }

  List<String> typs() {
    return List.of(typs.split(JOINT));
  }

  Set<String> members() {
    return Set.of(members.split(" "));
  }
}
