package dev.latchkey.broker.log;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Each line of the log as a JSON object: `time` in UTC with milliseconds, `level`, `logger`,
/// `message`, and where there is one `requestId`, `connection` and `error`, a stack trace that is
/// cut after 8,000 characters.
public final class JsonLines extends Formatter {
  private static final int MAX_ERROR_CHARS = 8_000; // container platforms cut lines at 16 KiB
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private final JsonMapper json =
      new JsonMapper(
          JsonFactory.builder().recyclerPool(JsonRecyclerPools.newBoundedPool(4)).build());

  /// From now on everything that is logged looks so.
  public static void install() {
    for (var handler : Logger.getLogger("").getHandlers()) {
      handler.setFormatter(new JsonLines());
    }
  }

  @Override
  public String format(LogRecord line) {
    var members = new LinkedHashMap<String, Object>();
    members.put("time", TIME.format(line.getInstant()));
    members.put("level", word(line.getLevel()));
    members.put("logger", String.valueOf(line.getLoggerName()));
    members.put("message", formatMessage(line));
    LogContext.request().ifPresent(it -> members.put("requestId", it));
    LogContext.connection().ifPresent(it -> members.put("connection", it));
    error(line, members);
    try {
      return json.writeValueAsString(members) + "\n";
    } catch (JacksonException e) {
      throw new IllegalStateException("texts and numbers are JSON", e);
    }
  }

  private static void error(LogRecord line, Map<String, Object> members) {
    var thrown = line.getThrown();
    if (thrown != null) {
      var trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      var text = trace.toString();
      members.put("error", text.substring(0, Math.min(text.length(), MAX_ERROR_CHARS)));
    }
  }

  /// In the words that are common.
  private static String word(Level level) {
    int value = level.intValue();
    if (value >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (value >= Level.WARNING.intValue()) {
      return "WARN";
    }
    if (value >= Level.INFO.intValue()) {
      return "INFO";
    }
    return value >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
  }
}
