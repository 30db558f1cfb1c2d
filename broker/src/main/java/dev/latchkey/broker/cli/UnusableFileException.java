package dev.latchkey.broker.cli;

/// A file that was named cannot be read, or is none of its kind. The message is for whoever named
/// it.
final class UnusableFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableFileException(String sentence) {
    super(sentence);
  }
}
