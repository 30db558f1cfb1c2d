package dev.latchkey.crypto.roster;

import dev.latchkey.crypto.StrictJson;
import dev.latchkey.crypto.jws.CompactJws;
import dev.latchkey.crypto.roster.Statement.Act;
import dev.latchkey.crypto.roster.Statement.NewEpoch;
import dev.latchkey.crypto.sign.SigningKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes statements as the entries that [StatementEntry] reads. It signs what it is given: whether
/// the claim holds is judged by [Roster] alone. FORMATS.md §7.
public final class StatementWriter {
  private StatementWriter() {}

  public static String write(Statement.Genesis genesis, SigningKey host) {
    return sign(genesis, MemberId.of(genesis.signingKey()).value(), host);
  }

  public static String write(Statement.HostStatement statement, SigningKey host) {
    return sign(statement, statement.by().value(), host);
  }

  public static String write(Statement.Join join, SigningKey invite, SigningKey device) {
    var joiner = MemberId.of(join.signingKey());
    return pair(join, join.iid().value(), invite, joiner.value(), device);
  }

  public static String write(Statement.Move move, SigningKey oldDevice, SigningKey newDevice) {
    var successor = MemberId.of(move.signingKey());
    return pair(move, move.mid().value(), oldDevice, successor.value(), newDevice);
  }

  public static String write(Statement.Compared compared, SigningKey device) {
    return sign(compared, compared.by().value(), device);
  }

  private static String sign(Statement statement, String kid, SigningKey key) {
    var typ = StatementKind.of(statement).typs().getFirst();
    return CompactJws.sign(typ, kid, payload(statement), key);
  }

  private static String pair(
      Statement statement, String kid, SigningKey key, String secondKid, SigningKey secondKey) {
    var secondTyp = StatementKind.of(statement).typs().getLast();
    return sign(statement, kid, key)
        + StatementKind.JOINT
        + CompactJws.sign(secondTyp, secondKid, payload(statement), secondKey);
  }

  private static byte[] payload(Statement statement) {
    var json = new LinkedHashMap<String, Object>();
    json.put("sid", statement.sid().value());
    if (statement instanceof Statement.HostStatement host) {
      putAct(json, host.act());
    }
    switch (statement) {
      case Statement.Genesis genesis -> put(json, genesis);
      case Statement.Change change -> put(json, change);
      case Statement.Invite invite -> put(json, invite);
      case Statement.Join join -> put(json, join);
      case Statement.Knock knock -> {
        json.put("iid", knock.iid().value());
        json.put("member", knock.member().toString());
        json.put("nonce", knock.nonce().toString());
      }
      case Statement.Admit admit -> {
        json.put("iid", admit.iid().value());
        json.put("member", admit.member().toString());
        json.put("role", admit.role().wire());
      }
      case Statement.Revoke revoke -> json.put("invites", inviteIds(revoke.invites()));
      case Statement.Move move -> put(json, move);
      case Statement.Freeze freeze -> {
        json.put("on", freeze.on());
        json.put("closing", heads(freeze.closing()));
      }
      case Statement.Compared compared -> {
        json.put("n", compared.n());
        json.put("mid", compared.mid().value());
        json.put("member", compared.member().toString());
        json.put("match", compared.match());
      }
      case Statement.End _ -> {}
    }
    return StrictJson.write(json);
  }

  private static void putAct(Map<String, Object> json, Act act) {
    json.put("n", act.n());
    json.put("prev", act.prev().toString());
    json.put("heads", heads(act.heads()));
    var checkpoint = new LinkedHashMap<String, Object>();
    checkpoint.put("size", act.checkpoint().size());
    checkpoint.put("root", act.checkpoint().root().toString());
    json.put("checkpoint", checkpoint);
  }

  private static void put(Map<String, Object> json, Statement.Genesis genesis) {
    json.put("n", 0);
    json.put("salt", genesis.salt().toString());
    json.put("signingKey", genesis.signingKey().bytes().toString());
    json.put("wrapKey", genesis.wrapKey().bytes().toString());
    json.put("suite", 1);
    json.put("origin", genesis.origin());
    json.put("ledgerKey", genesis.ledgerKey().bytes().toString());
    json.put("challenge", genesis.challenge());
  }

  private static void put(Map<String, Object> json, Statement.Change change) {
    json.put("epoch", change.epoch().map(StatementWriter::epoch).orElse(null));
    json.put("removed", memberIds(change.removed()));
    json.put("roles", change.roles().stream().map(StatementWriter::role).toList());
    json.put("revoked", inviteIds(change.revoked()));
    json.put("closing", heads(change.closing()));
  }

  private static void put(Map<String, Object> json, Statement.Invite invite) {
    json.put("iid", invite.iid().value());
    json.put("signingKey", invite.signingKey().bytes().toString());
    json.put("wrapKey", invite.wrapKey().bytes().toString());
    json.put("role", invite.role().wire());
    json.put("exp", invite.exp());
    json.put("uses", invite.uses());
    json.put("approval", invite.approval());
    json.put("label", invite.label().toString());
    json.put("preview", invite.preview().toString());
  }

  private static void put(Map<String, Object> json, Statement.Join join) {
    json.put("iid", join.iid().value());
    json.put("invite", join.invite().toString());
    json.put("role", join.role().wire());
    json.put("signingKey", join.signingKey().bytes().toString());
    json.put("wrapKey", join.wrapKey().bytes().toString());
    json.put("origin", join.origin());
    json.put("challenge", join.challenge());
    json.put("name", join.name().toString());
  }

  private static void put(Map<String, Object> json, Statement.Move move) {
    json.put("mid", move.mid().value());
    json.put("signingKey", move.signingKey().bytes().toString());
    json.put("wrapKey", move.wrapKey().bytes().toString());
    json.put("origin", move.origin());
    json.put("challenge", move.challenge());
  }

  private static Map<String, Object> epoch(NewEpoch epoch) {
    var json = new LinkedHashMap<String, Object>();
    json.put("number", epoch.number());
    json.put("commitment", epoch.commitment().toString());
    json.put("members", memberIds(epoch.members()));
    json.put("invites", inviteIds(epoch.invites()));
    return json;
  }

  private static Map<String, Object> role(Statement.RoleChange change) {
    var json = new LinkedHashMap<String, Object>();
    json.put("mid", change.mid().value());
    json.put("role", change.role().wire());
    return json;
  }

  private static List<Map<String, Object>> heads(List<ChannelHead> heads) {
    return heads.stream().map(StatementWriter::head).toList();
  }

  private static Map<String, Object> head(ChannelHead head) {
    var json = new LinkedHashMap<String, Object>();
    json.put("channel", head.channel());
    json.put("head", head.head());
    json.put("hash", head.hash().toString());
    return json;
  }

  private static List<String> memberIds(List<MemberId> ids) {
    return ids.stream().map(MemberId::value).toList();
  }

  private static List<String> inviteIds(List<InviteId> ids) {
    return ids.stream().map(InviteId::value).toList();
  }
}
