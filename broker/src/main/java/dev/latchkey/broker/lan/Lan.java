package dev.latchkey.broker.lan;

import dev.latchkey.broker.config.Config;
import dev.latchkey.broker.config.OwnerOnly;
import dev.latchkey.broker.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What `serve --lan` changes in the settings: the broker listens on all addresses, speaks https by
/// a certificate of its own, and is reached by the address of this machine. What the environment
/// says already stays as it is.
///
/// @param environment the settings with these
/// @param fingerprint of the certificate; none if the operator has given one
public record Lan(Map<String, String> environment, Optional<String> fingerprint) {
  private static final String LISTEN = "LATCHKEY_LISTEN";
  private static final String PUBLIC_URL = "LATCHKEY_PUBLIC_URL";
  private static final String CERTIFICATE = "LATCHKEY_TLS_CERTIFICATE_FILE";
  private static final String KEY = "LATCHKEY_TLS_KEY_FILE";
  private static final String EVERYWHERE = "0.0.0.0:8443";

  public static Lan prepare(
      Map<String, String> environment, LanHost host, Instant now, SecureRandom random) {
    var changed = new HashMap<>(environment);
    changed.putIfAbsent(LISTEN, EVERYWHERE);
    var port = changed.get(LISTEN).replaceFirst(".*:", "");
    changed.putIfAbsent(PUBLIC_URL, "https://" + host.authority() + ":" + port);
    if (changed.containsKey(CERTIFICATE)) {
      return new Lan(changed, Optional.empty());
    }
    var folder = folder(Config.of(Settings.read(changed)).dataDir());
    var kept = LanCertificate.keep(folder, host.authority(), host.hosts(), now, random);
    changed.put(CERTIFICATE, kept.files().certificate().toString());
    changed.put(KEY, kept.files().key().toString());
    return new Lan(changed, Optional.of(kept.fingerprint()));
  }

  private static Path folder(Path dataDir) {
    try {
      if (!Files.isDirectory(dataDir)) {
        Files.createDirectories(dataDir, OwnerOnly.FOLDER.attributes(dataDir));
      }
      return dataDir;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + dataDir, e);
    }
  }

  /// What to tell whoever has started the broker.
  ///
  /// @param page the address of the broker
  /// @param colours whether the terminal knows colours
  public String greeting(String page, boolean colours) {
    var code = TerminalQr.draw(page, colours);
    return fingerprint
        .map(
            it ->
                """
                Other devices of this network open %s, or scan:

                %s
                Their browsers warn once that the connection is not private, or not safe: nobody vouches
                for the certificate of this broker but the broker itself. Before you go on there, let the
                browser show the certificate, and compare its SHA-256 fingerprint. It must be

                  %s
                  %s

                If it is another one, somebody is in between: do not go on. If nobody compares, whoever is
                in this network could be in between. Some browsers then let the page use no WebSocket; it
                falls back to plain requests by itself.
                """
                    .formatted(page, code, it.substring(0, 47), it.substring(48)))
        .orElseGet(() -> "Other devices open %s, or scan:\n\n%s".formatted(page, code));
  }
}
