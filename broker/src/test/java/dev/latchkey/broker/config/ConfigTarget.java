package dev.latchkey.broker.config;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whatever the environment holds, the broker begins or says what is wrong with it. Input: lines
/// such as `LISTEN=127.0.0.1:8080`. Those that make the broker read a file or look for a free port
/// are left out.
public final class ConfigTarget implements FuzzTarget {
  @Override
  public List<byte[]> seeds() {
    return Seeds.of(
        "LISTEN=[::1]:18080\nMANAGEMENT_LISTEN=127.0.0.2:19090\nPUBLIC_URL=https://Broker.example:443/",
        "DATA_DIR=/var/lib/latchkey\nSTORE=memory:\nCREATION_TOKEN=0123456789abcdef",
        "ALLOWED_ORIGINS=null, https://app.example\nTRUSTED_PROXIES=10.0.0.0/8, 2001:db8::/32, ::1",
        "SESSION_IDLE_TTL=12h\nSESSION_MAX_MEMBERS=7\nSESSION_MAX_BYTES=2MiB",
        "INVITE_MAX_LIFETIME=1d\nACCESS_LEEWAY=500ms\nHTTP_DRAIN=0s\nPURGE_INTERVAL=1m",
        "STORE=postgres://db\nREDIS_URL=redis://cache\nLISTN=127.0.0.1:1",
        "ALLOWED_ORIGINS=*\nPUBLIC_URL=http://broker.example\nTRUSTED_PROXIES=300.0.0.1/99");
  }

  @Override
  public void accept(byte[] input) {
    unlessRefused(InvalidConfigException.class, () -> Config.of(Settings.read(environment(input))));
  }

  private static Map<String, String> environment(byte[] input) {
    var environment = new HashMap<String, String>();
    for (var line : new String(input, UTF_8).split("\n", -1)) {
      var parts = line.split("=", 2);
      if (parts.length == 2
          && !parts[0].equals("CONFIG")
          && !parts[0].endsWith("_FILE")
          && !parts[1].contains(":0")) {
        environment.put("LATCHKEY_" + parts[0], parts[1]);
      }
    }
    return environment;
  }

  @Override
  public int mutants() {
    return 200;
  }
}
