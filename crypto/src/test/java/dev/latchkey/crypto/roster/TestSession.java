package dev.latchkey.crypto.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.SeededRandom;
import dev.latchkey.crypto.roster.Statement.Act;
import dev.latchkey.crypto.roster.StatementException.Reason;
import dev.latchkey.crypto.sign.SigningKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// A session whose devices write a log and whose reader folds it. What a draft says is what an
/// honest device would sign next; a test changes the one thing that it is about.
final class TestSession {
  static final String ORIGIN = "https://broker.example";
  static final Device ANA = Device.named("ana");

  private final List<String> log = new ArrayList<>();
  private final Bytes salt;
  private final SessionId sid;
  private Roster roster;
  private Function<List<String>, TreeHead> ledger = _ -> TreeHead.EMPTY;

  private TestSession(String salt) {
    this.salt = Bytes.of(SeededRandom.bytes(salt, SessionId.SALT_BYTES));
    this.sid = SessionId.derive(ANA.signing().verifyingKey(), this.salt);
    this.roster = Roster.begin(sid);
  }

  /// Ana has a session ID, and has signed nothing.
  static TestSession unopened() {
    return new TestSession("salt");
  }

  /// Ana hosts; the key of epoch 1 is hers alone.
  static TestSession open() {
    return open("salt");
  }

  /// Another salt makes another session of the same device.
  static TestSession open(String salt) {
    var session = new TestSession(salt);
    return session.add(session.genesis()).add(session.change(ANA).rekeying(ANA));
  }

  /// From here on hosts have verified the ledger of the log so far.
  TestSession watching(Function<List<String>, TreeHead> checkpoint) {
    ledger = checkpoint;
    return this;
  }

  SessionId sid() {
    return sid;
  }

  Roster roster() {
    return roster;
  }

  List<String> log() {
    return List.copyOf(log);
  }

  TestSession add(Draft draft) {
    return add(draft.entry());
  }

  TestSession add(String entry) {
    roster = roster.apply(StatementEntry.parse(entry));
    log.add(entry);
    return this;
  }

  /// Why the entry is refused; fails if it is not.
  Reason refusalOf(Draft draft) {
    return refusalOf(draft.entry());
  }

  Reason refusalOf(String entry) {
    return refuse(entry).reason();
  }

  StatementException refuse(String entry) {
    var parsed = StatementEntry.parse(entry);
    var refusal = catchThrowableOfType(StatementException.class, () -> roster.apply(parsed));
    assertThat(refusal).as("refusal").isNotNull();
    return refusal;
  }

  Member member(Device device) {
    return roster.member(device.id()).orElseThrow();
  }

  Invite invite(InviteKeys keys) {
    return roster.invite(keys.id()).orElseThrow();
  }

  /// What the next host statement says about its place.
  Act act(Device by) {
    return roster.nextAct(by.id(), List.of(), ledger.apply(log()));
  }

  String genesis() {
    return genesis(ANA, sid, ANA.signing());
  }

  String genesis(Device host, SessionId claimed, SigningKey signer) {
    return StatementWriter.write(
        new Statement.Genesis(
            claimed,
            salt,
            host.signing().verifyingKey(),
            host.wrap().publicKey(),
            ORIGIN,
            Device.named("ledger").signing().verifyingKey(),
            challenge("genesis")),
        signer);
  }

  ChangeDraft change(Device by) {
    return new ChangeDraft(this, by);
  }

  InviteDraft invite(Device by, String name) {
    return new InviteDraft(this, by, InviteKeys.named(name, sid));
  }

  JoinDraft join(Device device, InviteKeys invite) {
    return new JoinDraft(this, device, invite);
  }

  MoveDraft move(Device from, Device to) {
    return new MoveDraft(this, from, to);
  }

  /// A member who came in by an invite of their own that the host made for the purpose.
  Device joined(Device by, Role role, String name) {
    return join(Device.named(name), invite(by, name + "'s invite").role(role).made()).done();
  }

  String knock(Device by, InviteKeys invite, Bytes entryHash) {
    var nonce = Bytes.of(SeededRandom.bytes("nonce", 16));
    return write(new Statement.Knock(act(by), invite.id(), entryHash, nonce), by);
  }

  String admit(Device by, InviteKeys invite, Bytes entryHash, Role role) {
    return write(new Statement.Admit(act(by), invite.id(), entryHash, role), by);
  }

  String revoke(Device by, InviteKeys... invites) {
    var ids = Stream.of(invites).map(InviteKeys::id).toList();
    return write(new Statement.Revoke(act(by), ids), by);
  }

  String freeze(Device by, boolean on, ChannelHead... closing) {
    return write(new Statement.Freeze(act(by), on, List.of(closing)), by);
  }

  String freeze(Act act, boolean on, SigningKey signer) {
    return StatementWriter.write(new Statement.Freeze(act, on, List.of()), signer);
  }

  ComparedDraft compared(Device by, Device with) {
    return new ComparedDraft(this, by, with);
  }

  String end(Device by) {
    return write(new Statement.End(act(by)), by);
  }

  static ChannelHead head(int channel, long head) {
    return new ChannelHead(channel, head, hash("channel " + channel + " at " + head));
  }

  static Bytes hash(String name) {
    return Bytes.of(SeededRandom.bytes(name, 32));
  }

  static String challenge(String name) {
    return Base64Url.encode(SeededRandom.bytes(name + " challenge", 16));
  }

  private static String write(Statement.HostStatement statement, Device by) {
    return StatementWriter.write(statement, by.signing());
  }
}
