package dev.latchkey.broker.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.SecretBytes;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where Redis is, and how to get in.
///
/// @param nodes of a cluster some; otherwise the one
/// @param user empty for the default user
public record RedisUrl(
    List<HostPort> nodes,
    boolean tls,
    boolean cluster,
    String user,
    Optional<SecretBytes> password) {
  private static final Pattern FORM =
      Pattern.compile("redis(s?)://(?:([^:@/?]*):([^@/?]*)@)?([^@/?]+)/?(\\?cluster=true)?");
  private static final String DEFAULT_PORT = ":6379";
  private static final String WANTED =
      "redis://[user:password@]host[:port][,host[:port]…][?cluster=true], or rediss://… for TLS";

  static Optional<RedisUrl> parse(String name, String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var form = FORM.matcher(text);
    if (!form.matches()) {
      throw Values.unwanted(name, WANTED);
    }
    var nodes =
        Arrays.stream(form.group(4).split(",", -1))
            .map(node -> node.matches(".*:[0-9]+") ? node : node + DEFAULT_PORT)
            .map(node -> HostPort.parse(name, node))
            .toList();
    var password = Optional.ofNullable(form.group(3)).map(it -> decoded(name, it));
    return Optional.of(
        new RedisUrl(
            nodes,
            !form.group(1).isEmpty(),
            form.group(5) != null || nodes.size() > 1,
            Optional.ofNullable(form.group(2)).map(it -> decoded(name, it)).orElse(""),
            password.map(it -> SecretBytes.of(it.getBytes(UTF_8)))));
  }

  private static String decoded(String name, String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      throw Values.unwanted(name, WANTED);
    }
  }
}
