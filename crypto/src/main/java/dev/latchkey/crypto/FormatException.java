package dev.latchkey.crypto;

/// Input that is not what its format allows: the one exception of every parser in this module.
/// The message says what was wanted and never repeats the input.
public final class FormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public FormatException(String wanted) {
    super(wanted);
  }
}
