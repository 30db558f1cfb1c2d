package dev.latchkey.broker.fleet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.broker.relay.Commit;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.seal.Frame;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Bulletins as bytes: `8 of the broker that tells ‖ u8 kind ‖ what it says ‖ 16 of a MAC` over the
/// channel and all before it. Whoever can write to Redis can hold bulletins back and repeat them,
/// but make none up. Nothing in them is secret: frames are sealed by their senders.
final class BulletinSeal {
  private static final int BROKER_BYTES = 8;
  private static final int MAC_BYTES = 16;
  private static final int COMMIT_BYTES = Long.BYTES + 2 * Integer.BYTES;
  private static final byte WRITTEN = 1;
  private static final byte MOVED = 2;
  private static final byte CHANGED = 3;
  private static final byte GROWN = 4;
  private static final byte RELAYED = 5;
  private static final byte LEAVING = 6;
  private static final byte HERE = 7;
  private static final byte BEAT = 8;

  private final Supplier<List<SecretKeySpec>> keys;
  private final byte[] broker = new byte[BROKER_BYTES];

  /// @param keys that all brokers of the store have: seals are made under the first one
  BulletinSeal(Supplier<List<SecretKeySpec>> keys, SecureRandom random) {
    this.keys = keys;
    random.nextBytes(broker);
  }

  /// Which broker this is, among those of the store.
  Bytes broker() {
    return Bytes.of(broker);
  }

  byte[] seal(SessionId session, Bulletin bulletin) {
    return seal(
        session.value(),
        switch (bulletin) {
          case Bulletin.Written(var commits) -> {
            int size = commits.stream().mapToInt(it -> COMMIT_BYTES + it.frame().size()).sum();
            var body = message(WRITTEN, size);
            for (var commit : commits) {
              body.putLong(commit.seq()).putInt(commit.logSize()).putInt(commit.frame().size());
              body.put(commit.frame().toByteArray());
            }
            yield body;
          }
          case Bulletin.Moved _ -> message(MOVED, 0);
          case Bulletin.Changed _ -> message(CHANGED, 0);
          case Bulletin.Grown _ -> message(GROWN, 0);
          case Bulletin.Relayed(var frame) ->
              message(RELAYED, frame.size()).put(frame.toByteArray());
          case Bulletin.Leaving(var member) -> named(LEAVING, member);
          case Bulletin.Here(var member) -> named(HERE, member);
        });
  }

  /// What another broker tells of the session; empty if this is not by another one of ours.
  Optional<Bulletin> open(SessionId session, byte[] sealed) {
    return opened(session.value(), sealed).flatMap(BulletinSeal::parse);
  }

  /// A sign of life.
  ///
  /// @param lane which it shows to be open
  /// @param lost how many bulletins the broker could not tell; negative: it stops
  byte[] sealBeat(String lane, long lost) {
    return seal(lane, message(BEAT, Long.BYTES).putLong(lost));
  }

  /// By which broker a beat is, and what it says.
  record Beat(Bytes broker, long lost) {}

  /// Of any broker of ours, this one too.
  Optional<Beat> openBeat(String lane, byte[] sealed) {
    if (!isOurs(lane, sealed)) {
      return Optional.empty();
    }
    var body = ByteBuffer.wrap(sealed, BROKER_BYTES, sealed.length - BROKER_BYTES - MAC_BYTES);
    return body.get() == BEAT && body.remaining() == Long.BYTES
        ? Optional.of(new Beat(Bytes.of(Arrays.copyOf(sealed, BROKER_BYTES)), body.getLong()))
        : Optional.empty();
  }

  private Optional<ByteBuffer> opened(String channel, byte[] sealed) {
    boolean own =
        sealed.length > BROKER_BYTES
            && Arrays.equals(sealed, 0, BROKER_BYTES, broker, 0, BROKER_BYTES);
    return own || !isOurs(channel, sealed)
        ? Optional.empty()
        : Optional.of(
            ByteBuffer.wrap(sealed, BROKER_BYTES, sealed.length - BROKER_BYTES - MAC_BYTES));
  }

  private static Optional<Bulletin> parse(ByteBuffer body) {
    try {
      return switch (body.get()) {
        case WRITTEN -> {
          var commits = new ArrayList<Commit>();
          while (body.hasRemaining()) {
            commits.add(commit(body));
          }
          yield Optional.of(new Bulletin.Written(commits));
        }
        case MOVED -> Optional.of(new Bulletin.Moved());
        case CHANGED -> Optional.of(new Bulletin.Changed());
        case GROWN -> Optional.of(new Bulletin.Grown());
        case RELAYED -> Optional.of(new Bulletin.Relayed(Bytes.of(take(body, body.remaining()))));
        case LEAVING -> Optional.of(new Bulletin.Leaving(member(body)));
        case HERE -> Optional.of(new Bulletin.Here(member(body)));
        // Of a newer broker: the store has everything that must not be lost.
        default -> Optional.of(new Bulletin.Moved());
      };
    } catch (BufferUnderflowException | FormatException e) {
      return Optional.of(new Bulletin.Moved());
    }
  }

  private static Commit commit(ByteBuffer body) {
    long seq = body.getLong();
    int logSize = body.getInt();
    var frame = Bytes.of(take(body, body.getInt()));
    return new Commit(Frame.headerOf(frame), seq, frame, logSize);
  }

  private static MemberId member(ByteBuffer body) {
    return new MemberId(new String(take(body, body.remaining()), US_ASCII));
  }

  private static byte[] take(ByteBuffer body, int size) {
    if (size < 0 || size > body.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] taken = new byte[size];
    body.get(taken);
    return taken;
  }

  private static ByteBuffer named(byte kind, MemberId member) {
    byte[] name = member.value().getBytes(US_ASCII);
    return message(kind, name.length).put(name);
  }

  private static ByteBuffer message(byte kind, int size) {
    return ByteBuffer.allocate(BROKER_BYTES + 1 + size + MAC_BYTES)
        .position(BROKER_BYTES)
        .put(kind);
  }

  private byte[] seal(String channel, ByteBuffer message) {
    byte[] sealed = new byte[message.capacity()];
    message.clear().get(sealed);
    System.arraycopy(broker, 0, sealed, 0, BROKER_BYTES);
    byte[] mac = mac(keys.get().getFirst(), channel, sealed);
    System.arraycopy(mac, 0, sealed, sealed.length - MAC_BYTES, MAC_BYTES);
    return sealed;
  }

  private boolean isOurs(String channel, byte[] sealed) {
    if (sealed.length <= BROKER_BYTES + MAC_BYTES) {
      return false;
    }
    byte[] mac = Arrays.copyOfRange(sealed, sealed.length - MAC_BYTES, sealed.length);
    return keys.get().stream()
        .anyMatch(key -> MessageDigest.isEqual(mac(key, channel, sealed), mac));
  }

  private static byte[] mac(SecretKeySpec key, String channel, byte[] sealed) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(channel.getBytes(US_ASCII));
      mac.update((byte) 0);
      mac.update(sealed, 0, sealed.length - MAC_BYTES);
      return Arrays.copyOf(mac.doFinal(), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
