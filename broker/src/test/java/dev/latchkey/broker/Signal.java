package dev.latchkey.broker;

import java.io.IOException;
import java.io.UncheckedIOException;

/// What a system tells a process.
public enum Signal {
  /// Stand still: connections stay, nothing is answered.
  STOP,
  /// Go on.
  CONT;

  public void send(ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-" + name(), String.valueOf(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
