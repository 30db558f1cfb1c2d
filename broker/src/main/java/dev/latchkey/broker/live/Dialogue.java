package dev.latchkey.broker.live;

import dev.latchkey.broker.BrokerException.BadRequest;
import dev.latchkey.broker.BrokerException.RateLimited;
import dev.latchkey.broker.http.Problem;
import dev.latchkey.broker.limit.Caller;
import dev.latchkey.broker.limit.Limit;
import dev.latchkey.broker.limit.Limits;
import dev.latchkey.broker.relay.Write;
import dev.latchkey.broker.session.Membership;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.seal.Frame;
import dev.latchkey.crypto.seal.FrameKind;
import dev.latchkey.crypto.token.HelloProof;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is said on one connection: challenge, hello, and then whatever the member wants. For the
/// thread that reads. PROTOCOL.md §9.2.
final class Dialogue {
  private static final String BY = "live";
  private static final int MOST_WRITES_AT_ONCE = 256;
  private static final int MOST_BYTES_AT_ONCE = 524_288;

  private final LiveServices services;
  private final Caller caller;
  private final String session;
  private final Outbox outbox;
  private final Seat.Closing closing;
  private final List<Integer> refs = new ArrayList<>(0);
  private final List<Write> writes = new ArrayList<>(0);
  private int bytes;
  private @Nullable String nonce;
  private volatile @Nullable Entry entry;
  private volatile Instant expiresAt = Instant.MAX;

  /// The member is in the room.
  private record Entry(Seat seat, Room room, CatchUp catchUp, Limits.Allowance writing) {}

  /// @param caller where the connection comes from
  /// @param session the ID as it was asked for
  Dialogue(
      LiveServices services, Caller caller, String session, Outbox outbox, Seat.Closing closing) {
    this.services = services;
    this.caller = caller;
    this.session = session;
    this.outbox = outbox;
    this.closing = closing;
  }

  /// Who speaks, once that is known. For any thread.
  Optional<Membership> membership() {
    return Optional.ofNullable(entry).map(it -> it.seat().membership());
  }

  void begin() {
    byte[] drawn = new byte[HelloProof.NONCE_SIZE];
    services.random().nextBytes(drawn);
    nonce = Base64Url.encode(drawn);
    outbox.add(Message.challenge(drawn));
  }

  /// Takes the message; a write waits for [#finishWrites].
  void take(Bytes payload) {
    ClientMessage message;
    try {
      message = ClientMessage.parse(payload);
    } catch (FormatException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
    services.metrics().received(message);
    var now = entry;
    if (now == null) {
      if (!(message instanceof ClientMessage.Hello hello)) {
        throw malformed("want hello first");
      }
      enter(hello);
      return;
    }
    if (message instanceof ClientMessage.Writing writing) {
      collect(now, writing);
      return;
    }
    finishWrites();
    switch (message) {
      case ClientMessage.Hello _ -> throw malformed("a second hello");
      case ClientMessage.Writing _ -> throw new IllegalStateException("collected before");
      case ClientMessage.Ephemeral(Bytes frame) -> relay(now, frame);
      case ClientMessage.Follow(int channel, long after) -> now.catchUp().channel(channel, after);
      case ClientMessage.Token(String token) ->
          expiresAt = services.handshake().renew(now.seat().membership(), token);
      case ClientMessage.Ping(long echo) -> now.seat().send(Message.pong(echo));
    }
  }

  /// Whether no more writes should be collected.
  boolean isFull() {
    return writes.size() >= MOST_WRITES_AT_ONCE || bytes >= MOST_BYTES_AT_ONCE;
  }

  boolean hasWrites() {
    return !writes.isEmpty();
  }

  /// Does the writes that were taken, in one step, and returns when they are durable and answered.
  void finishWrites() {
    var now = entry;
    if (now != null && hasWrites()) {
      now.room().write(now.seat(), refs, writes, services.channels()::writeAll);
      refs.clear();
      writes.clear();
      bytes = 0;
    }
  }

  boolean isAdmitted() {
    return entry != null;
  }

  /// From then on the member is not known any more; [Instant#MAX] before hello.
  Instant expiresAt() {
    return expiresAt;
  }

  /// @param outcome why, in the words of the ledger
  void leave(String outcome) {
    var now = entry;
    if (now != null) {
      services.leave(now.seat(), outcome);
    }
  }

  /// The connection has reached this limit.
  void noteLimit(String policy) {
    var now = entry;
    if (now != null) {
      services.noteLimit(now.seat(), policy);
    } else {
      services.refusals().limited(policy);
    }
  }

  private void enter(ClientMessage.Hello hello) {
    var challenge = nonce;
    nonce = null;
    var admitted = services.handshake().admit(sessionId(), String.valueOf(challenge), hello);
    expiresAt = admitted.expiresAt();
    var membership = admitted.membership();
    var seat = new Seat(membership, outbox, closing);
    var room = services.enter(seat, caller, BY);
    var catchUp = new CatchUp(room, seat);
    var writing = services.limits().allowance(Limit.WRITE, membership.qualifiedId());
    entry = new Entry(seat, room, catchUp, writing);
    catchUp.begin(hello.known());
  }

  private SessionId sessionId() {
    try {
      return new SessionId(session);
    } catch (FormatException e) {
      throw new ClosingException(CloseCode.HELLO_REFUSED, "malformed sid");
    }
  }

  private void collect(Entry now, ClientMessage.Writing writing) {
    try {
      now.writing().take(1);
      writes.add(writing.toWrite());
      refs.add(writing.ref());
      bytes += writing.frame().size();
    } catch (RateLimited e) {
      noteLimit(e.policy());
      // Were it refused alone, the next one could get in before it.
      throw new ClosingException(CloseCode.RATE_LIMITED, e.detail(), e.waitFor());
    } catch (FormatException e) {
      var problem = Problem.of(new BadRequest(e));
      now.seat().send(Message.refused(writing.ref(), problem.body()));
    }
  }

  private void relay(Entry now, Bytes bytes) {
    try {
      var header = Frame.headerOf(bytes);
      if (header.kind() == FrameKind.EPHEMERAL && header.sender().equals(now.seat().member())) {
        services.rooms().relay(now.seat().membership().session(), header, bytes, now.seat());
      }
    } catch (FormatException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  private static ClosingException malformed(String detail) {
    return new ClosingException(CloseCode.MALFORMED, detail);
  }
}
