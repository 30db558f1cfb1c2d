package dev.latchkey.bench.latchkey;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.InviteSecret;
import dev.latchkey.crypto.roster.MemberId;
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
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.sign.VerifyingKey;
import dev.latchkey.crypto.token.DpopProof;
import dev.latchkey.crypto.wrap.WrapKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/// Starts a session as a host's device does, and lets editors in by invites.
final class Founder {
  private static final int USES = 90; // below the burst of one invite's joins

  private final IntFunction<Http> connections;
  private final SigningKey signingKey = SigningKey.generate(Device.RANDOM);
  private final WrapKey wrapKey = WrapKey.generate(Device.RANDOM);
  private final PublicKeys keys = new PublicKeys(signingKey.verifyingKey(), wrapKey.publicKey());
  private final EpochKey epochKey = EpochKey.generate(Device.RANDOM);

  private Founder(IntFunction<Http> connections) {
    this.connections = connections;
  }

  /// A session with so many members, the host first.
  ///
  /// @param connections each number one from another address
  static List<Device> found(IntFunction<Http> connections, int members) {
    return new Founder(connections).found(members);
  }

  /// How many invites it takes for so many joins.
  static int invites(int joins) {
    return Math.ceilDiv(joins, USES);
  }

  private List<Device> found(int members) {
    try (var http = connections.apply(0)) {
      return found(http, members);
    }
  }

  private List<Device> found(Http http, int members) {
    var draft =
        http.send(
            "POST",
            "/v1/sessions",
            Map.of(
                "signingKey", keys.signingKey().bytes().toString(),
                "wrapKey", keys.wrapKey().bytes().toString()),
            "");
    var genesis =
        new Statement.Genesis(
            new SessionId(draft.get("sid").asText()),
            Bytes.of(Base64Url.decode(draft.get("salt").asText())),
            keys.signingKey(),
            keys.wrapKey(),
            draft.get("origin").asText(),
            VerifyingKey.of(Base64Url.decode(draft.get("ledgerKey").asText())),
            draft.get("challenge").asText());
    var session = genesis.sid();
    var genesisText = StatementWriter.write(genesis, signingKey);
    var roster = Roster.begin(session).apply(StatementEntry.parse(genesisText));
    var change =
        new Statement.Change(
            act(roster),
            Optional.of(
                new Statement.NewEpoch(
                    1, epochKey.commitment(session, 1), List.of(id()), List.of())),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    var changeText = StatementWriter.write(change, signingKey);
    roster = roster.apply(StatementEntry.parse(changeText));
    var begun =
        http.send(
            "POST",
            "/v1/sessions/" + session.value() + "/genesis",
            Map.of(
                "genesis",
                genesisText,
                "change",
                changeText,
                "wrap",
                wrap(session, RecipientKind.MEMBER, keys)),
            "");
    var host = new Device(session, signingKey, epochKey, begun.get("accessToken").asText());
    var invitations = new ArrayList<Invitation>();
    for (int i = 0; i < invites(members - 1); i++) {
      var invitation = invite(http, roster, host, genesis.origin());
      invitations.add(invitation);
      roster = roster.apply(StatementEntry.parse(invitation.statement()));
    }
    var devices = new ArrayList<Device>(List.of(host));
    for (int i = 0; i < invitations.size(); i++) {
      try (var guests = connections.apply(i)) {
        int end = Math.min(members, devices.size() + USES);
        while (devices.size() < end) {
          devices.add(join(guests, session, genesis.origin(), invitations.get(i)));
        }
      }
    }
    return devices;
  }

  private record Invitation(InviteId id, SigningKey key, PublicKeys keys, String statement) {}

  private Invitation invite(Http http, Roster roster, Device host, String origin) {
    var session = roster.sid();
    var secret = InviteSecret.random(Device.RANDOM);
    var inviteKey = secret.signingKey(session);
    var inviteKeys = new PublicKeys(inviteKey.verifyingKey(), secret.wrapKey(session).publicKey());
    var iid = InviteId.of(inviteKeys.signingKey());
    byte[] label = new SealedText.Label(session, iid, keys).seal(text("{}"), Device.RANDOM);
    byte[] preview =
        new SealedText.Preview(session, iid, inviteKeys).seal(text("{}"), Device.RANDOM);
    var invite =
        new Statement.Invite(
            act(roster),
            iid,
            inviteKeys.signingKey(),
            inviteKeys.wrapKey(),
            Role.EDITOR,
            Instant.now().plus(Duration.ofDays(1)).getEpochSecond(),
            USES,
            false,
            Bytes.of(Hashes.sha256(label)),
            Bytes.of(Hashes.sha256(preview)));
    var statement = StatementWriter.write(invite, signingKey);
    var path = "/v1/sessions/" + session.value() + "/invites";
    var body =
        Map.of(
            "statement",
            statement,
            "label",
            Base64Url.encode(label),
            "preview",
            Base64Url.encode(preview),
            "wrap",
            Map.of("epoch", 1, "wrap", wrap(session, RecipientKind.INVITE, inviteKeys)));
    http.send("POST", path, body, authorization(http, host, path, origin));
    return new Invitation(iid, inviteKey, inviteKeys, statement);
  }

  private Device join(Http http, SessionId session, String origin, Invitation invitation) {
    var iid = invitation.id().value();
    var token = http.send("GET", "/v1/invites/" + iid, Map.of(), "").get("token").asText();
    var challenge =
        http.send("POST", "/v1/joins/challenge", Map.of("sid", session.value(), "iid", iid), "")
            .get("challenge")
            .asText();
    var key = SigningKey.generate(Device.RANDOM);
    var joiner = new PublicKeys(key.verifyingKey(), WrapKey.generate(Device.RANDOM).publicKey());
    byte[] name =
        new SealedText.Name(session, invitation.id(), joiner, invitation.keys())
            .seal(text("{}"), Device.RANDOM);
    var join =
        new Statement.Join(
            session,
            invitation.id(),
            StatementEntry.parse(invitation.statement()).hash(),
            Role.EDITOR,
            joiner.signingKey(),
            joiner.wrapKey(),
            origin,
            challenge,
            Bytes.of(name));
    var statement = StatementWriter.write(join, invitation.key(), key);
    var joined = http.send("POST", "/v1/joins", Map.of("token", token, "statement", statement), "");
    return new Device(session, key, epochKey, joined.get("accessToken").asText());
  }

  private String authorization(Http http, Device host, String path, String origin) {
    byte[] id = new byte[16];
    Device.RANDOM.nextBytes(id);
    var proof =
        new DpopProof(
            Base64Url.encode(id),
            "POST",
            origin + path,
            Instant.now(),
            DpopProof.hashOf(host.accessToken()),
            Optional.of(http.nonce()),
            signingKey.verifyingKey().jwkThumbprint());
    return "Authorization: DPoP %s\r\nDPoP: %s\r\n"
        .formatted(host.accessToken(), proof.sign(signingKey));
  }

  private Statement.Act act(Roster roster) {
    return roster.nextAct(id(), List.of(), TreeHead.EMPTY);
  }

  private MemberId id() {
    return MemberId.of(signingKey.verifyingKey());
  }

  private String wrap(SessionId session, RecipientKind kind, PublicKeys recipient) {
    return Base64Url.encode(
        new EpochKeyWrap(session, 1, kind, recipient).seal(epochKey, Device.RANDOM));
  }

  private static byte[] text(String json) {
    return json.getBytes(UTF_8);
  }
}
