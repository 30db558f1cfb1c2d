package dev.latchkey.bench.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.bench.latchkey.Device;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.token.DpopProof;
import dev.latchkey.crypto.token.HelloProof;
import java.nio.ByteBuffer;

/// `latchkey.v1`, by PROTOCOL.md §9. Every update is a frame of the size that a payload of so many
/// bytes has when it is sealed, with the next counter; the stamp overwrites the end of its
/// signature, which is for readers to check and which the broker passes on.
public final class LatchkeyDialect implements Dialect {
  private static final byte HELLO = 0x02;
  private static final byte APPEND = 0x10;
  private static final byte REPLACE = 0x11;
  private static final byte CHALLENGE = 0x01;
  private static final byte LIVE = 0x04;
  private static final byte FRAME = 0x20;
  private static final byte ACKED = 0x21;
  private static final byte REFUSED = 0x22;
  private static final byte BYE = 0x2f;
  private static final byte UNCONDITIONAL = 0;
  private static final int KIND_AT = 2;
  private static final int COUNTER_AT = 32;

  private final Framing framing;
  private final Device member;
  private final String origin;
  private final byte[] frame;
  private final int logSize;
  private int count;

  /// @param logSize how much of the session's statement log the client has from before
  /// @param size of what is sealed
  public LatchkeyDialect(Device member, String origin, int logSize, int size) {
    var path = "/v1/sessions/" + member.session().value() + "/live";
    this.framing = new WebSocketFraming(path, "latchkey.v1");
    this.member = member;
    this.origin = origin;
    this.logSize = logSize;
    this.frame = member.seal(size);
  }

  @Override
  public Framing framing() {
    return framing;
  }

  @Override
  public void opened(Said said) {
    // The broker speaks first.
  }

  @Override
  public void take(ByteBuffer message, Said said) {
    switch (message.get()) {
      case CHALLENGE -> said.say(hello(message));
      case LIVE -> said.joined();
      case FRAME -> said.heard(Stamp.read(message, message.limit() - Stamp.SIZE));
      case ACKED -> said.acked();
      case REFUSED, BYE -> throw new WireException("the broker says " + UTF_8.decode(message));
      default -> {
        // Statements, names, requests to compact.
      }
    }
  }

  @Override
  public void update(Stamp stamp, ByteBuffer out) {
    out.put(APPEND).putInt(count).put(UNCONDITIONAL);
    put(stamp, out);
  }

  /// A message that replaces the frames up to this one.
  public byte[] replace(Stamp stamp, long covers) {
    frame[KIND_AT] = 2;
    var out = ByteBuffer.allocate(1 + Integer.BYTES + Long.BYTES + 1 + frame.length);
    put(stamp, out.put(REPLACE).putInt(count).putLong(covers).put(UNCONDITIONAL));
    return out.array();
  }

  private void put(Stamp stamp, ByteBuffer out) {
    int begin = out.position();
    out.put(frame).putLong(begin + COUNTER_AT, ++count);
    out.position(out.position() - Stamp.SIZE);
    stamp.put(out);
  }

  private byte[] hello(ByteBuffer challenge) {
    byte[] nonce = new byte[challenge.remaining()];
    challenge.get(nonce);
    var token = member.accessToken();
    var proof =
        new HelloProof(
            member.session(),
            origin,
            member.id(),
            DpopProof.hashOf(token),
            Base64Url.encode(nonce));
    var signed = proof.sign(member.signingKey());
    var out =
        ByteBuffer.allocate(
            1 + 2 * Short.BYTES + token.length() + signed.length() + 3 * Long.BYTES);
    text(token, out.put(HELLO));
    text(signed, out);
    out.putInt(logSize).putLong(0).put((byte) 1).put((byte) Device.CHANNEL).putLong(0);
    byte[] hello = new byte[out.flip().remaining()];
    out.get(hello);
    return hello;
  }

  private static void text(String text, ByteBuffer out) {
    byte[] bytes = text.getBytes(UTF_8);
    out.putShort((short) bytes.length).put(bytes);
  }
}
