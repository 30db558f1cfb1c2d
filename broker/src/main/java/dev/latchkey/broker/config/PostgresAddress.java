package dev.latchkey.broker.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.SecretBytes;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where a PostgreSQL database is, and who asks there. The password is in no text that this gives.
///
/// @param hosts of one cluster; whichever takes writes is used
/// @param rootCertificate who signs the server's certificate, unless Java's own list says it
public record PostgresAddress(
    List<HostPort> hosts,
    String database,
    String user,
    Optional<SecretBytes> password,
    Tls tls,
    Optional<Path> rootCertificate) {
  static final String FORM = "postgres://user[:password]@host[:port]/database";

  private static final Pattern URL =
      Pattern.compile(
          "postgres(?:ql)?://(?<user>[^:@/?#]+)(?::(?<password>[^:@/?#]*))?@(?<hosts>[^@/?#]+)"
              + "/(?<database>[^:@/?#]+)(?:\\?(?<query>[^?#]*))?");
  private static final Pattern PORT = Pattern.compile(".*:[0-9]+");
  private static final int DEFAULT_PORT = 5_432;

  /// How the connection is protected.
  public enum Tls {
    /// Not at all.
    DISABLE("disable"),
    /// Encrypted, to whoever answers.
    REQUIRE("require"),
    /// Encrypted, to a server with a certificate for the name of this host.
    VERIFY_FULL("verify-full");

    private final String word;

    Tls(String word) {
      this.word = word;
    }

    /// Its name in PostgreSQL's own words.
    public String word() {
      return word;
    }
  }

  public PostgresAddress {
    hosts = List.copyOf(hosts);
  }

  static PostgresAddress parse(String name, String text) {
    var url = URL.matcher(text);
    if (!url.matches()) {
      throw unwanted(name);
    }
    var hosts = Arrays.stream(url.group("hosts").split(",", -1)).map(it -> host(name, it)).toList();
    var parameters = parameters(name, url.group("query"));
    var password = url.group("password");
    return new PostgresAddress(
        hosts,
        decode(name, url.group("database")),
        decode(name, url.group("user")),
        password == null
            ? Optional.empty()
            : Optional.of(SecretBytes.of(decode(name, password).getBytes(UTF_8))),
        tls(name, parameters.get("sslmode"), hosts),
        Optional.ofNullable(parameters.get("sslrootcert")).map(it -> certificate(name, it)));
  }

  private static InvalidConfigException unwanted(String name) {
    return Values.unwanted(
        name, FORM + ", with %3A for : and the like in user, password and database");
  }

  private static HostPort host(String name, String text) {
    try {
      return HostPort.parse(name, PORT.matcher(text).matches() ? text : text + ":" + DEFAULT_PORT);
    } catch (InvalidConfigException e) {
      throw unwanted(name);
    }
  }

  /// Names are not repeated in messages: what looks like one may be a piece of a password.
  private static Map<String, String> parameters(String name, @Nullable String query) {
    var parameters = new HashMap<String, String>();
    for (var parameter : query == null ? new String[0] : query.split("&", -1)) {
      var parts = parameter.split("=", 2);
      if (parts.length != 2
          || !Set.of("sslmode", "sslrootcert").contains(parts[0])
          || parameters.put(parts[0], decode(name, parts[1])) != null) {
        throw Values.unwanted(
            name, "no parameters behind the database but sslmode and sslrootcert, each once");
      }
    }
    return parameters;
  }

  /// Without a word of it: verified, unless the database is on this machine.
  private static Tls tls(String name, @Nullable String word, List<HostPort> hosts) {
    if (word == null) {
      return hosts.stream().allMatch(HostPort::isLoopback) ? Tls.DISABLE : Tls.VERIFY_FULL;
    }
    return Arrays.stream(Tls.values())
        .filter(it -> it.word.equals(word))
        .findFirst()
        .orElseThrow(() -> Values.unwanted(name, "sslmode to be disable, require or verify-full"));
  }

  private static Path certificate(String name, String text) {
    try {
      var path = Path.of(text);
      if (Files.isReadable(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      // Said below.
    }
    throw Values.unwanted(name, "sslrootcert to be a file that can be read");
  }

  private static String decode(String name, String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      throw unwanted(name);
    }
  }

  @Override
  public String toString() {
    return "PostgreSQL at "
        + hosts.stream().map(HostPort::toString).collect(Collectors.joining(","))
        + "/"
        + database;
  }
}
