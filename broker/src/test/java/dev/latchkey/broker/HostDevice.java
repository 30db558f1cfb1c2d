package dev.latchkey.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.InviteSecret;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.roster.StatementWriter;
import dev.latchkey.crypto.roster.TreeHead;
import dev.latchkey.crypto.seal.EpochKey;
import dev.latchkey.crypto.seal.EpochKeyWrap;
import dev.latchkey.crypto.seal.EpochKeyWrap.RecipientKind;
import dev.latchkey.crypto.seal.PublicKeys;
import dev.latchkey.crypto.seal.SealedText;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A device that hosts a session.
public final class HostDevice extends TestDevice {
  private Roster roster;

  private HostDevice(TestBroker broker) {
    super(broker);
  }

  static HostDevice create(TestBroker broker) {
    var host = new HostDevice(broker);
    var draft = host.draft().require(201);
    host.begin(draft, host.genesis(draft)).require(201);
    return host;
  }

  /// A device that has only drawn a session ID.
  public static HostDevice without(TestBroker broker) {
    return new HostDevice(broker);
  }

  public Answer draft(String... headers) {
    return wire.send("POST", "/v1/sessions", keys(), headers);
  }

  public Map<String, String> keys() {
    return Map.of(
        "signingKey", signingKey.verifyingKey().bytes().toString(),
        "wrapKey", wrapKey.publicKey().bytes().toString());
  }

  public Statement.Genesis genesis(Answer draft) {
    return new Statement.Genesis(
        new SessionId(draft.get("sid")),
        Bytes.of(Base64Url.decode(draft.get("salt"))),
        signingKey.verifyingKey(),
        wrapKey.publicKey(),
        draft.get("origin"),
        VerifyingKey.of(Base64Url.decode(draft.get("ledgerKey"))),
        draft.get("challenge"));
  }

  /// Signs and sends the genesis with its change, and keeps what comes of it.
  public Answer begin(Answer draft, Statement.Genesis genesis) {
    var answer =
        wire.send("POST", "/v1/sessions/" + draft.get("sid") + "/genesis", opening(genesis));
    if (answer.status() == 201) {
      enter(genesis.sid(), answer.get("accessToken"), epochKey());
    }
    return answer;
  }

  /// The body of the genesis call.
  public Map<String, String> opening(Statement.Genesis genesis) {
    var key = EpochKey.generate(RANDOM);
    var genesisText = StatementWriter.write(genesis, signingKey);
    var begun = Roster.begin(genesis.sid()).apply(StatementEntry.parse(genesisText));
    var change =
        new Statement.Change(
            begun.nextAct(id(), List.of(), TreeHead.EMPTY),
            Optional.of(
                new Statement.NewEpoch(
                    1, key.commitment(genesis.sid(), 1), List.of(id()), List.of())),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    var changeText = StatementWriter.write(change, signingKey);
    roster = begun.apply(StatementEntry.parse(changeText));
    enter(genesis.sid(), "", key);
    return Map.of(
        "genesis", genesisText,
        "change", changeText,
        "wrap", wrap(RecipientKind.MEMBER, publicKeys()));
  }

  public Roster roster() {
    return roster;
  }

  /// Folds what the log has more.
  public Roster follow() {
    var news = get(path("/members?after=" + roster.size())).require(200).json();
    for (var entry : news.get("statements")) {
      roster = roster.apply(StatementEntry.parse(entry.asText()));
    }
    return roster;
  }

  public TestInvite invite(Role role) {
    return invite(role, 1, Duration.ofDays(1));
  }

  public TestInvite invite(Role role, int uses, Duration validity) {
    follow();
    var secret = InviteSecret.random(RANDOM);
    var body = invitation(secret, role, uses, validity);
    var size = register(body).require(201).json().get("size").asInt();
    follow();
    return new TestInvite(session(), secret, role, (String) body.get("statement"), size);
  }

  public Answer register(Map<String, Object> body) {
    return call("POST", path("/invites"), body);
  }

  /// The body of the call that registers an invite.
  public Map<String, Object> invitation(
      InviteSecret secret, Role role, int uses, Duration validity) {
    var keys =
        new PublicKeys(
            secret.signingKey(session()).verifyingKey(), secret.wrapKey(session()).publicKey());
    var iid = InviteId.of(keys.signingKey());
    byte[] label =
        new SealedText.Label(session(), iid, publicKeys())
            .seal("{\"name\":\"Ben\"}".getBytes(UTF_8), RANDOM);
    byte[] preview =
        new SealedText.Preview(session(), iid, keys)
            .seal(
                "{\"title\":\"Roadmap\",\"host\":\"Ana\",\"name\":\"Ben\",\"note\":\"\"}"
                    .getBytes(UTF_8),
                RANDOM);
    var statement =
        new Statement.Invite(
            roster.nextAct(id(), List.of(), TreeHead.EMPTY),
            iid,
            keys.signingKey(),
            keys.wrapKey(),
            role,
            broker.clock().instant().plus(validity).getEpochSecond(),
            uses,
            false,
            Bytes.of(Hashes.sha256(label)),
            Bytes.of(Hashes.sha256(preview)));
    var body = new HashMap<String, Object>();
    body.put("statement", StatementWriter.write(statement, signingKey));
    body.put("label", Base64Url.encode(label));
    body.put("preview", Base64Url.encode(preview));
    body.put("wrap", Map.of("epoch", 1, "wrap", wrap(RecipientKind.INVITE, keys)));
    return body;
  }

  /// A signed revoke behind the log as this device knows it.
  public String revocation(InviteId... invites) {
    return StatementWriter.write(
        new Statement.Revoke(roster.nextAct(id(), List.of(), TreeHead.EMPTY), List.of(invites)),
        signingKey);
  }

  public Answer revoke(InviteId... invites) {
    follow();
    var statement = revocation(invites);
    return call("POST", path("/statements"), Map.of("statement", statement));
  }

  /// What the list of invites says of this one.
  public JsonNode listed(TestInvite invite) {
    for (var listed : get(path("/invites")).require(200).json().get("invites")) {
      if (listed.get("iid").asText().equals(invite.id().value())) {
        return listed;
      }
    }
    throw new AssertionError("the invite is not in the list");
  }

  private String wrap(RecipientKind kind, PublicKeys recipient) {
    return Base64Url.encode(
        new EpochKeyWrap(session(), 1, kind, recipient).seal(epochKey(), RANDOM));
  }
}
