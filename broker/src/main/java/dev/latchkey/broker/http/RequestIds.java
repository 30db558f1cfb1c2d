package dev.latchkey.broker.http;

import dev.latchkey.crypto.Base64Url;
import java.security.SecureRandom;

/// Names each request, so that a caller's report and a line of the log can be put together. Never
/// taken from the caller.
final class RequestIds {
  private static final int BYTES = 12;

  private final SecureRandom random;

  RequestIds(SecureRandom random) {
    this.random = random;
  }

  /// 16 characters.
  String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64Url.encode(bytes);
  }
}
