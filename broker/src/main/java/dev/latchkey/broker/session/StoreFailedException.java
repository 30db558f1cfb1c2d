package dev.latchkey.broker.session;

/// The store cannot do what it promises. A write that failed with this exception may or may not
/// have happened.
public final class StoreFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreFailedException(String message) {
    super(message);
  }

  public StoreFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
