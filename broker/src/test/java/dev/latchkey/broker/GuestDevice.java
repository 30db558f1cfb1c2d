package dev.latchkey.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.roster.StatementWriter;
import dev.latchkey.crypto.seal.EpochKeyWrap;
import dev.latchkey.crypto.seal.EpochKeyWrap.RecipientKind;
import dev.latchkey.crypto.seal.PublicKeys;
import dev.latchkey.crypto.seal.SealedText;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.wrap.HpkeWrap;
import java.util.Map;

/// A device that comes in by an invite.
public final class GuestDevice extends RosterDevice {
  GuestDevice(TestBroker broker) {
    super(broker);
  }

  /// The same device, talking to another broker on the same store.
  public GuestDevice at(TestBroker other) {
    meet(other);
    return this;
  }

  public Answer look(TestInvite invite) {
    return wire.send("GET", "/v1/invites/" + invite.id().value());
  }

  /// An invite token from a look.
  public String token(TestInvite invite) {
    return look(invite).require(200).get("token");
  }

  public String challenge(SessionId session, InviteId invite) {
    return wire.send(
            "POST", "/v1/joins/challenge", Map.of("sid", session.value(), "iid", invite.value()))
        .require(200)
        .get("challenge");
  }

  /// What an honest joiner states.
  public Statement.Join claim(TestInvite invite, String challenge) {
    var entry = StatementEntry.parse(invite.statement());
    var stated = (Statement.Invite) entry.statement();
    var inviteKeys = new PublicKeys(stated.signingKey(), stated.wrapKey());
    byte[] name =
        new SealedText.Name(invite.session(), invite.id(), publicKeys(), inviteKeys)
            .seal("{\"name\":\"Ben\"}".getBytes(UTF_8), RANDOM);
    return claim(invite, entry.hash(), challenge, Bytes.of(name));
  }

  private Statement.Join claim(
      TestInvite invite, Bytes statementHash, String challenge, Bytes name) {
    return new Statement.Join(
        invite.session(),
        invite.id(),
        statementHash,
        invite.role(),
        signingKey.verifyingKey(),
        wrapKey.publicKey(),
        broker.origin(),
        challenge,
        name);
  }

  public String sign(Statement.Join claim, SigningKey inviteKey) {
    return StatementWriter.write(claim, inviteKey, signingKey);
  }

  /// The honest statement over a fresh challenge.
  public String statement(TestInvite invite) {
    var challenge = challenge(invite.session(), invite.id());
    return sign(claim(invite, challenge), invite.signingKey());
  }

  /// As [#statement], made fast: the challenge came without HTTP, and the name opens nowhere.
  public String brief(TestInvite invite, Bytes statementHash, SigningKey inviteKey) {
    var challenge = broker.services().joins().challenge(invite.session(), invite.id());
    var name = Bytes.of(new byte[HpkeWrap.ENCAPSULATION_SIZE + HpkeWrap.TAG_SIZE + 256]);
    return sign(claim(invite, statementHash, challenge, name), inviteKey);
  }

  /// Looks, states and joins, like a client.
  public Answer join(TestInvite invite) {
    var looked = look(invite);
    var token = looked.status() == 200 ? looked.get("token") : "";
    return join(invite, token, statement(invite));
  }

  public Answer join(TestInvite invite, String token, String statement) {
    var answer = wire.send("POST", "/v1/joins", Map.of("token", token, "statement", statement));
    if (answer.status() == 202) {
      enter(invite.session(), answer.get("accessToken"), null);
      use(0, null);
    }
    if (answer.status() == 201) {
      enter(invite.session(), answer.get("accessToken"), null);
      for (var wrap : answer.json().get("wraps")) {
        open(invite, wrap);
      }
    }
    return answer;
  }

  private void open(TestInvite invite, JsonNode wrap) {
    if (!wrap.get("kind").asText().equals("invite")) {
      return;
    }
    int number = wrap.get("epoch").asInt();
    var keys = new PublicKeys(invite.signingKey().verifyingKey(), invite.wrapKey().publicKey());
    var place = new EpochKeyWrap(invite.session(), number, RecipientKind.INVITE, keys);
    var sealed = Base64Url.decode(wrap.get("wrap").asText());
    use(number, place.open(invite.wrapKey(), sealed, commitment(number)));
  }

  private Bytes commitment(int epoch) {
    for (var entry : get(path("/members")).require(200).json().get("statements")) {
      if (StatementEntry.parse(entry.asText()).statement() instanceof Statement.Change change
          && change.epoch().filter(it -> it.number() == epoch).isPresent()) {
        return change.epoch().orElseThrow().commitment();
      }
    }
    throw new AssertionError("the log has no such epoch");
  }
}
