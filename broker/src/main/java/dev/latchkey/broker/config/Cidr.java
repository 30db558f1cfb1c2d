package dev.latchkey.broker.config;

import java.net.InetAddress;
import java.util.regex.Pattern;

/// A network: an IP address and how many of its first bits count. A lone address is a network of
/// one.
public record Cidr(InetAddress address, int bits) {
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/([0-9]{1,3}))?");

  static Cidr parse(String name, String text) {
    var form = FORM.matcher(text);
    try {
      if (form.matches()) {
        var address = InetAddress.ofLiteral(form.group(1));
        int most = address.getAddress().length * Byte.SIZE;
        int bits = form.group(2) == null ? most : Integer.parseInt(form.group(2));
        if (bits <= most) {
          return new Cidr(address, bits);
        }
      }
    } catch (IllegalArgumentException e) {
      // Answered below, like every other text that is no network.
    }
    throw Values.unwanted(name, "networks such as 10.0.0.0/8 or 2001:db8::/32");
  }

  public boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((mine[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
