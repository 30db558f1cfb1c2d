package dev.latchkey.broker.config;

/// A port or a folder that the settings name is somebody else's at this moment. The message is one
/// sentence for the operator.
public final class InUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InUseException(String message) {
    super(message);
  }
}
