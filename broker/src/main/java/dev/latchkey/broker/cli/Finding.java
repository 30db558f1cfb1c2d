package dev.latchkey.broker.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What `doctor` has found out about one thing.
///
/// @param check the name of the thing
/// @param sentence what is so, and if it is not as it should be, what to do
record Finding(String check, Result result, String sentence) {
  enum Result {
    OK,
    WARNING,
    FAILED,
    SKIPPED
  }

  static Finding ok(String check, String sentence) {
    return new Finding(check, Result.OK, sentence);
  }

  static Finding warning(String check, String sentence) {
    return new Finding(check, Result.WARNING, sentence);
  }

  static Finding failed(String check, String sentence) {
    return new Finding(check, Result.FAILED, sentence);
  }

  static Finding skipped(String check, String sentence) {
    return new Finding(check, Result.SKIPPED, sentence);
  }

  Map<String, Object> fields() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("check", check);
    fields.put("result", result.name().toLowerCase(Locale.ROOT));
    fields.put("message", sentence);
    return fields;
  }
}
