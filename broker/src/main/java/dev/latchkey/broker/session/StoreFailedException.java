package dev.latchkey.broker.session;

/// The store cannot do what it promises. After a write failed with this exception it may or may
/// not have happened, and no later write is taken until the store is opened anew.
public final class StoreFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreFailedException(String message) {
    super(message);
  }

  public StoreFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
