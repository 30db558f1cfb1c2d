package dev.latchkey.bench.load;

import java.net.InetSocketAddress;

/// Addresses of this machine that clients come from, as clients of the Internet would from theirs.
public final class Addresses {
  private static final int COUNT = 200;

  private Addresses() {}

  /// The address of a client with this number, with a port that is free.
  public static InetSocketAddress of(int number) {
    return new InetSocketAddress("127.0.1." + (1 + number % COUNT), 0);
  }
}
