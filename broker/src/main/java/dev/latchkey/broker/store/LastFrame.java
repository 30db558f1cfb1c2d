package dev.latchkey.broker.store;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.Hashes;

/// The last frame that was taken from an instance.
///
/// @param hash SHA-256 of the frame
/// @param answer what its sender was told: the sequence number, or the version of the name
public record LastFrame(long counter, Bytes hash, long answer) {
  public static LastFrame of(long counter, Bytes frame, long answer) {
    return new LastFrame(counter, hash(frame), answer);
  }

  boolean is(long otherCounter, Bytes otherFrame) {
    return counter == otherCounter && hash.equals(hash(otherFrame));
  }

  private static Bytes hash(Bytes frame) {
    return Bytes.of(Hashes.sha256(frame.toByteArray()));
  }
}
