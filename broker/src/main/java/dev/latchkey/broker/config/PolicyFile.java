package dev.latchkey.broker.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.ledger.NoteKey;
import dev.latchkey.crypto.ledger.WitnessPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The witnesses of the broker-wide log, as the operator names them: C2SP tlog-policy.
///
/// @param text of the file; empty without one
public record PolicyFile(String text, WitnessPolicy policy) {
  private static final PolicyFile NONE = new PolicyFile("", WitnessPolicy.parse("quorum none\n"));

  /// Throws [InvalidConfigException] for a file that cannot be read, is no policy, or names an
  /// address that is none of the web.
  static PolicyFile read(String name, String path) {
    if (path.isEmpty()) {
      return NONE;
    }
    try {
      var text = Files.readString(Path.of(path), UTF_8);
      var policy = WitnessPolicy.parse(text);
      policy.witnesses().stream()
          .map(WitnessPolicy.Witness::url)
          .filter(url -> !url.isEmpty())
          .forEach(url -> requireWeb(name, url));
      return new PolicyFile(text, policy);
    } catch (FormatException e) {
      throw new InvalidConfigException(name + ": " + e.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidConfigException(name + ": cannot read " + path + " as a policy");
    }
  }

  /// Throws [InvalidConfigException] for a policy by which readers would not accept this log under
  /// one of its keys.
  public void requireLogs(List<NoteKey> keys) {
    for (var log : keys) {
      if (!policy.logs().isEmpty() && !policy.logs().contains(log)) {
        throw new InvalidConfigException(
            "ledger.witness-policy: want the line: log " + log.text() + ", or no line of a log");
      }
    }
  }

  private static void requireWeb(String name, String url) {
    var uri = URI.create(url);
    boolean isWeb = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (!isWeb
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || url.endsWith("/")) {
      throw new InvalidConfigException(
          name
              + ": want witnesses at addresses such as https://witness.example/w, without / at"
              + " the end");
    }
  }
}
