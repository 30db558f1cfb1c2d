package dev.latchkey.crypto;

/// Input that is not what its format allows: the one exception of every parser in this module.
/// The message says what was wanted and never repeats the input.
///
/// It has no stack trace: whoever sends such input would have the program work longer on that than
/// on reading it, and could tell by the time.
public final class FormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public FormatException(String wanted) {
    super(wanted);
  }

  @Override
  public FormatException fillInStackTrace() {
    return this;
  }
}
