package dev.latchkey.broker.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// What loggers say while this is open, as lines that a file would get.
final class CapturedLog implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final SimpleFormatter formatter = new SimpleFormatter();
  private final Logger logger;
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(formatter.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private CapturedLog(Logger logger) {
    this.logger = logger;
    logger.addHandler(handler);
  }

  /// At the levels that are configured. The empty name is that of everybody's parent.
  static CapturedLog of(String logger) {
    return new CapturedLog(Logger.getLogger(logger));
  }

  /// At the levels that are configured, and nowhere else.
  static CapturedLog silently(String logger) {
    var captured = of(logger);
    captured.logger.setUseParentHandlers(false);
    return captured;
  }

  /// Everything, whatever is configured.
  static CapturedLog allOf(String logger) {
    var captured = of(logger);
    captured.handler.setLevel(Level.ALL);
    captured.logger.setLevel(Level.ALL);
    return captured;
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
    if (!logger.getName().isEmpty()) {
      logger.setLevel(null);
    }
  }
}
