package dev.latchkey.broker.config;

/// A setting that the broker does not start with. The message is one sentence for the operator; it
/// names the setting and never repeats a secret.
public final class InvalidConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidConfigException(String message) {
    super(message);
  }
}
