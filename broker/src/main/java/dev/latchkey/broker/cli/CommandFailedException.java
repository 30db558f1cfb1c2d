package dev.latchkey.broker.cli;

/// A command could not do what it was asked for. The message is one sentence for the operator.
final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandFailedException(String sentence) {
    super(sentence);
  }
}
