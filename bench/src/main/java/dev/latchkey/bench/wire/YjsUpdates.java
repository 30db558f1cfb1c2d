package dev.latchkey.bench.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/// The updates of one Yjs client that appends binary values to an array of its own, in the first
/// form of Yjs' encoding.
///
/// One struct: clients 1, structs 1, client, clock, kind of content, what it stands behind (or the
/// array, for the first), the value; no deletions. The stamp ends the value.
final class YjsUpdates {
  private static final int BINARY = 3;
  private static final int BEHIND = 0x80;
  private static final int NUMBER_SIZE = 4;
  // Numbers of four bytes, so that all updates but the first have one size.
  private static final int OVERHEAD = 2 + 2 * NUMBER_SIZE + 1 + 2 * NUMBER_SIZE + NUMBER_SIZE + 1;

  private final int client;
  private final byte[] filling;
  private final ByteBuffer update;
  private int clock;

  /// @param client at least 1, another for every client of a room
  /// @param size of an update
  YjsUpdates(int client, int size) {
    this.client = client;
    this.filling = Filling.of(size - OVERHEAD - Stamp.SIZE);
    this.update = ByteBuffer.allocate(size + OVERHEAD);
  }

  /// Puts the next update behind its size.
  void put(Stamp stamp, ByteBuffer out) {
    update.clear().put((byte) 1).put((byte) 1);
    put(client, update);
    put(clock, update);
    if (clock == 0) {
      var array = Integer.toString(client).getBytes(US_ASCII);
      update.put((byte) BINARY).put((byte) 1).put((byte) array.length).put(array);
    } else {
      update.put((byte) (BEHIND | BINARY));
      put(client, update);
      put(clock - 1, update);
    }
    put(filling.length + Stamp.SIZE, update);
    update.put(filling);
    stamp.put(update);
    update.put((byte) 0).flip();
    clock++;
    put(update.remaining(), out);
    out.put(update);
  }

  /// The stamp of a message that ends with an update.
  static Stamp stamp(ByteBuffer message) {
    return Stamp.read(message, message.limit() - 1 - Stamp.SIZE);
  }

  /// How many values there are behind a state vector.
  static long values(ByteBuffer vector) {
    number(vector);
    long values = 0;
    for (long clients = number(vector); clients > 0; clients--) {
      number(vector);
      values += number(vector);
    }
    return values;
  }

  /// A varUint in four bytes.
  private static void put(int number, ByteBuffer out) {
    for (int i = 0; i < NUMBER_SIZE - 1; i++) {
      out.put((byte) (0x80 | number >>> (7 * i)));
    }
    out.put((byte) (number >>> (7 * (NUMBER_SIZE - 1))));
  }

  /// A varUint.
  static long number(ByteBuffer in) {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      int next = in.get();
      number |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return number;
      }
    }
  }
}
