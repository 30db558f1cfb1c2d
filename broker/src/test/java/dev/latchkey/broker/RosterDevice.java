package dev.latchkey.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;
import dev.latchkey.crypto.roster.ChannelHead;
import dev.latchkey.crypto.roster.InviteId;
import dev.latchkey.crypto.roster.InviteSecret;
import dev.latchkey.crypto.roster.Member;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.Roster;
import dev.latchkey.crypto.roster.Statement;
import dev.latchkey.crypto.roster.StatementEntry;
import dev.latchkey.crypto.roster.StatementWriter;
import dev.latchkey.crypto.roster.TreeHead;
import dev.latchkey.crypto.seal.EpochKeyWrap;
import dev.latchkey.crypto.seal.EpochKeyWrap.RecipientKind;
import dev.latchkey.crypto.seal.PublicKeys;
import dev.latchkey.crypto.seal.SealedText;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A device that folds the statement log, and acts as a host where the broker lets it.
public abstract class RosterDevice extends TestDevice {
  private @Nullable Roster roster;

  RosterDevice(TestBroker broker) {
    super(broker);
  }

  /// The log as this device has folded it.
  public Roster roster() {
    if (roster == null || !roster.sid().equals(session())) {
      roster = Roster.begin(session());
    }
    return roster;
  }

  /// Folds what the log has more.
  public Roster follow() {
    JsonNode news;
    do {
      news = get(path("/members?after=" + roster().size())).require(200).json();
      for (var entry : news.get("statements")) {
        roster = roster().apply(StatementEntry.parse(entry.asText()));
      }
      news.get("wraps").forEach(this::open);
    } while (news.get("more").asBoolean());
    return roster();
  }

  /// Uses the key if it is of the running epoch, and new to this device.
  private void open(JsonNode wrap) {
    int number = wrap.get("epoch").asInt();
    if (number == roster().epoch() && number > epoch()) {
      var commitment = roster().epoch(number).orElseThrow().commitment();
      var place = new EpochKeyWrap(session(), number, RecipientKind.MEMBER, publicKeys());
      use(number, place.open(wrapKey, Base64Url.decode(wrap.get("wrap").asText()), commitment));
    }
  }

  public TestInvite invite(Role role) {
    return invite(role, 1, Duration.ofDays(1));
  }

  public TestInvite invite(Role role, int uses, Duration validity) {
    return invite(role, uses, validity, false);
  }

  /// An invite whose joiners wait for a host to admit them.
  public TestInvite inviteToKnock(Role role, int uses) {
    return invite(role, uses, Duration.ofDays(1), true);
  }

  private TestInvite invite(Role role, int uses, Duration validity, boolean approval) {
    follow();
    var secret = InviteSecret.random(RANDOM);
    var body = invitation(secret, role, uses, validity, approval);
    var size = register(body).require(201).json().get("size").asInt();
    follow();
    return TestInvite.of(session(), secret, role, (String) body.get("statement"), size);
  }

  /// The same invite, stated anew.
  public TestInvite extend(TestInvite invite, int uses, Duration validity) {
    follow();
    var body = invitation(invite.secret(), invite.role(), uses, validity);
    var size = register(body).require(201).json().get("size").asInt();
    follow();
    return TestInvite.of(
        session(), invite.secret(), invite.role(), (String) body.get("statement"), size);
  }

  public Answer register(Map<String, Object> body) {
    return call("POST", path("/invites"), body);
  }

  /// The body of the call that registers an invite.
  public Map<String, Object> invitation(
      InviteSecret secret, Role role, int uses, Duration validity) {
    return invitation(secret, role, uses, validity, false);
  }

  private Map<String, Object> invitation(
      InviteSecret secret, Role role, int uses, Duration validity, boolean approval) {
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
            roster().nextAct(id(), List.of(), TreeHead.EMPTY),
            iid,
            keys.signingKey(),
            keys.wrapKey(),
            role,
            broker.clock().instant().plus(validity).getEpochSecond(),
            uses,
            approval,
            Bytes.of(Hashes.sha256(label)),
            Bytes.of(Hashes.sha256(preview)));
    var body = new HashMap<String, Object>();
    body.put("statement", StatementWriter.write(statement, signingKey));
    body.put("label", Base64Url.encode(label));
    body.put("preview", Base64Url.encode(preview));
    body.put(
        "wrap",
        role == Role.AUDITOR || approval
            ? null
            : Map.of("epoch", epoch(), "wrap", wrap(RecipientKind.INVITE, keys)));
    return body;
  }

  /// A change behind the log as it is now, which does nothing yet but begin an epoch.
  public TestChange change() {
    follow();
    return new TestChange(this, heads());
  }

  /// The same, by a signer for whom the channels have these heads.
  public TestChange changeAt(ChannelHead... heads) {
    return new TestChange(this, List.of(heads));
  }

  /// Removes the members, with the invites that they came in by.
  public Answer remove(TestDevice... members) {
    var answer =
        call("DELETE", memberPath(members[0]), change().removing(members).body()).require(200);
    follow();
    return answer;
  }

  /// The address of a member.
  public String memberPath(TestDevice member) {
    return path("/members/" + member.id().value());
  }

  public Answer changeRole(TestDevice member, Role role) {
    var answer = state(change().role(member, role).body()).require(201);
    follow();
    return answer;
  }

  /// Sends a statement of a host, with its wraps.
  public Answer state(Map<String, ?> body) {
    return call("POST", path("/statements"), body);
  }

  /// The body for a statement that gives nobody a key.
  public static Map<String, Object> bare(String statement) {
    return Map.of("statement", statement, "wraps", List.of());
  }

  /// Freezes the session or thaws it.
  public Answer freeze(boolean on) {
    var answer = state(bare(freezing(on))).require(201);
    follow();
    return answer;
  }

  public String freezing(boolean on) {
    follow();
    var act = roster().nextAct(id(), List.of(), TreeHead.EMPTY);
    return StatementWriter.write(new Statement.Freeze(act, on, heads()), signingKey);
  }

  /// The body of the call that lets a waiting device in.
  public Map<String, Object> admission(TestDevice waiting) {
    follow();
    var member = roster().member(waiting.id()).orElseThrow();
    var admit =
        new Statement.Admit(
            roster().nextAct(id(), List.of(), TreeHead.EMPTY),
            member.invite().orElseThrow(),
            member.entryHash(),
            member.role());
    var wrap = Map.of("kind", "member", "id", member.id().value(), "wrap", wrapped(member));
    return Map.of(
        "statement",
        StatementWriter.write(admit, signingKey),
        "wraps",
        member.role() == Role.AUDITOR ? List.of() : List.of(wrap));
  }

  /// Tells a waiting device which nonce the emoji come from.
  public Answer answerKnock(TestDevice waiting) {
    follow();
    var member = roster().member(waiting.id()).orElseThrow();
    byte[] nonce = new byte[16];
    RANDOM.nextBytes(nonce);
    var knock =
        new Statement.Knock(
            roster().nextAct(id(), List.of(), TreeHead.EMPTY),
            member.invite().orElseThrow(),
            member.entryHash(),
            Bytes.of(nonce));
    return state(bare(StatementWriter.write(knock, signingKey))).require(201);
  }

  private String wrapped(Member member) {
    var keys = new PublicKeys(member.signingKey(), member.wrapKey());
    return wrap(RecipientKind.MEMBER, keys);
  }

  /// Turns a waiting device down.
  public Answer decline(TestDevice waiting) {
    return state(change().withoutAnEpoch().declining(waiting).body()).require(201);
  }

  public Answer end() {
    follow();
    var text =
        StatementWriter.write(
            new Statement.End(roster().nextAct(id(), List.of(), TreeHead.EMPTY)), signingKey);
    return call("DELETE", path(""), Map.of("statement", text)).require(200);
  }

  /// Says whether the emoji were the same on both.
  public Answer compare(TestDevice other, boolean match) {
    return call("POST", path("/compared"), Map.of("statement", comparison(other, match)));
  }

  public String comparison(TestDevice other, boolean match) {
    follow();
    var compared =
        new Statement.Compared(
            session(),
            id(),
            roster().nextComparedNumber(id()),
            other.id(),
            roster().member(other.id()).orElseThrow().entryHash(),
            match);
    return StatementWriter.write(compared, signingKey);
  }

  /// The heads of all channels, as they are now.
  public List<ChannelHead> heads() {
    return broker.sessionStore().channelHeads(session()).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(it -> new ChannelHead(it.getKey(), it.getValue(), Bytes.of(new byte[32])))
        .toList();
  }

  /// A signed revoke behind the log as this device knows it.
  public String revocation(InviteId... invites) {
    return revocation(List.of(), invites);
  }

  /// The same, by a signer who says that it has verified these heads.
  public String revocation(List<ChannelHead> heads, InviteId... invites) {
    return StatementWriter.write(
        new Statement.Revoke(roster().nextAct(id(), heads, TreeHead.EMPTY), List.of(invites)),
        signingKey);
  }

  public Answer revoke(InviteId... invites) {
    follow();
    return state(bare(revocation(invites)));
  }

  public String moveChallenge() {
    return call("POST", path("/moves/challenge"), Map.of()).require(200).get("challenge");
  }

  /// The entry that puts another device in the place of this one.
  public String move(TestDevice to, String challenge) {
    var keys = to.publicKeys();
    return StatementWriter.write(
        new Statement.Move(
            session(), id(), keys.signingKey(), keys.wrapKey(), broker.origin(), challenge),
        signingKey,
        to.signingKey());
  }

  /// Puts the other device in the place of this one.
  public void moveTo(TestDevice to) {
    var body = Map.of("statement", move(to, moveChallenge()), "wrap", epochWrapFor(to));
    var answer = wire.send("POST", path("/moves"), body).require(201);
    to.enter(session(), answer.get("accessToken"), epochKey());
  }

  /// The key of epoch 1 for the other device, as calls carry it.
  public Map<String, Object> epochWrapFor(TestDevice to) {
    return Map.of("epoch", 1, "wrap", wrap(RecipientKind.MEMBER, to.publicKeys()));
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

  String wrap(RecipientKind kind, PublicKeys recipient) {
    return Base64Url.encode(
        new EpochKeyWrap(session(), epoch(), kind, recipient).seal(epochKey(), RANDOM));
  }
}
