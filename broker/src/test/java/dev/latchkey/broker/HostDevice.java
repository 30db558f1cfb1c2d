package dev.latchkey.broker;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.roster.StatementWriter;
import dev.latchkey.crypto.roster.TreeHead;
import dev.latchkey.crypto.seal.EpochKey;
import dev.latchkey.crypto.seal.EpochKeyWrap.RecipientKind;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A device that hosts a session.
public final class HostDevice extends RosterDevice {
  private final byte[] epochKeyBytes = new byte[EpochKey.SIZE];

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

  /// The same device, talking to a broker that was started again on the same store.
  public HostDevice at(TestBroker restarted) {
    meet(restarted);
    return this;
  }

  /// The key of epoch 1 in the clear.
  public byte[] epochKeyBytes() {
    return epochKeyBytes.clone();
  }

  /// The body of the genesis call.
  public Map<String, String> opening(Statement.Genesis genesis) {
    RANDOM.nextBytes(epochKeyBytes);
    var key = EpochKey.of(epochKeyBytes);
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
    enter(genesis.sid(), "", key);
    return Map.of(
        "genesis", genesisText,
        "change", changeText,
        "wrap", wrap(RecipientKind.MEMBER, publicKeys()));
  }
}
