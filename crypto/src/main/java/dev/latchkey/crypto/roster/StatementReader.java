package dev.latchkey.crypto.roster;

import static dev.latchkey.crypto.roster.StatementFields.require;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.JsonObject;
import dev.latchkey.crypto.StrictJson;
import dev.latchkey.crypto.jws.CompactJws;
import dev.latchkey.crypto.roster.Statement.Act;
import dev.latchkey.crypto.roster.Statement.NewEpoch;
import java.util.Optional;
import java.util.Set;

/// Reads the payload of one statement: exactly the members of its kind, `sid` first. Throws
/// [dev.latchkey.crypto.FormatException] for anything else. FORMATS.md §7.
final class StatementReader {
  private static final String START = "{\"sid\":";
  private static final long SUITE = 1;
  private static final int MAX_USES = 1_000;
  private static final int NONCE_BYTES = 16;

  private final JsonObject json;
  private final StatementFields fields;
  private final String kid;

  private StatementReader(JsonObject json, String kid) {
    this.json = json;
    this.fields = new StatementFields(json);
    this.kid = kid;
  }

  static Statement read(StatementKind kind, CompactJws jws) {
    byte[] payload = jws.payload();
    var json = StrictJson.parse(payload, StrictJson.MAX_DEPTH).requireExactly(kind.members());
    require(new String(payload, UTF_8).startsWith(START), "want sid first");
    return new StatementReader(json, jws.kid()).read(kind);
  }

  private Statement read(StatementKind kind) {
    return switch (kind) {
      case GENESIS -> genesis();
      case CHANGE -> change();
      case INVITE -> invite();
      case JOIN -> join();
      case KNOCK ->
          new Statement.Knock(
              act(), fields.iid(), fields.hash("member"), fields.bytes("nonce", NONCE_BYTES));
      case ADMIT -> new Statement.Admit(act(), fields.iid(), fields.hash("member"), fields.role());
      case REVOKE -> revoke();
      case MOVE -> move();
      case FREEZE -> new Statement.Freeze(act(), json.flag("on"), fields.heads("closing"));
      case COMPARED ->
          new Statement.Compared(
              fields.sid(),
              new MemberId(kid),
              json.integer("n"),
              fields.mid(),
              fields.hash("member"),
              json.flag("match"));
      case END -> new Statement.End(act());
    };
  }

  private Act act() {
    return new Act(
        fields.sid(),
        new MemberId(kid),
        json.integer("n"),
        fields.hash("prev"),
        fields.heads("heads"),
        fields.checkpoint());
  }

  private Statement genesis() {
    require(json.integer("n") == 0, "n: want 0");
    require(json.integer("suite") == SUITE, "suite: want " + SUITE);
    return new Statement.Genesis(
        fields.sid(),
        fields.bytes("salt", SessionId.SALT_BYTES),
        fields.signingKey(),
        fields.wrapKey(),
        fields.origin(),
        fields.verifyingKey("ledgerKey"),
        fields.challenge());
  }

  private Statement change() {
    return new Statement.Change(
        act(),
        json.isNull("epoch") ? Optional.empty() : Optional.of(epoch(json.object("epoch"))),
        fields.memberIds("removed"),
        fields.roles(),
        fields.inviteIds("revoked"),
        fields.heads("closing"));
  }

  private static NewEpoch epoch(JsonObject json) {
    var fields =
        new StatementFields(
            json.requireExactly(Set.of("number", "commitment", "members", "invites")));
    return new NewEpoch(
        json.integer("number"),
        fields.hash("commitment"),
        fields.memberIds("members"),
        fields.inviteIds("invites"));
  }

  private Statement invite() {
    long uses = json.integer("uses");
    require(1 <= uses && uses <= MAX_USES, "uses: want 1 to " + MAX_USES);
    return new Statement.Invite(
        act(),
        fields.iid(),
        fields.signingKey(),
        fields.wrapKey(),
        fields.role(),
        json.integer("exp"),
        (int) uses,
        json.flag("approval"),
        fields.hash("label"),
        fields.hash("preview"));
  }

  private Statement join() {
    return new Statement.Join(
        fields.sid(),
        fields.iid(),
        fields.hash("invite"),
        fields.role(),
        fields.signingKey(),
        fields.wrapKey(),
        fields.origin(),
        fields.challenge(),
        Bytes.of(Base64Url.decode(json.string("name"))));
  }

  private Statement revoke() {
    var invites = fields.inviteIds("invites");
    require(!invites.isEmpty(), "invites: want at least one");
    return new Statement.Revoke(act(), invites);
  }

  private Statement move() {
    return new Statement.Move(
        fields.sid(),
        fields.mid(),
        fields.signingKey(),
        fields.wrapKey(),
        fields.origin(),
        fields.challenge());
  }
}
