package dev.latchkey.broker.http;

import dev.latchkey.broker.config.Origin;
import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import java.util.ArrayList;
import java.util.List;

/// What every answer tells the browser to keep pages and keys apart from everything else. The pages
/// need more than an API: scripts of their own, the camera for scanning, the system's share sheet,
/// the whole screen for slides, and one that stays lit while its QR code is scanned.
final class SecurityHeaders {
  private static final List<String> OFF =
      List.of(
          "accelerometer",
          "autoplay",
          "bluetooth",
          "browsing-topics",
          "display-capture",
          "encrypted-media",
          "gamepad",
          "geolocation",
          "gyroscope",
          "hid",
          "idle-detection",
          "local-fonts",
          "magnetometer",
          "microphone",
          "midi",
          "payment",
          "picture-in-picture",
          "publickey-credentials-get",
          "serial",
          "storage-access",
          "usb",
          "window-management",
          "xr-spatial-tracking");

  private static final List<String> PAGES =
      List.of("camera", "fullscreen", "screen-wake-lock", "web-share");

  private final List<Header> common = new ArrayList<>();
  private final List<Header> api = new ArrayList<>();
  private final List<Header> page = new ArrayList<>();
  private final List<Header> worker = new ArrayList<>();

  SecurityHeaders(Origin publicUrl) {
    add(common, "X-Content-Type-Options", "nosniff");
    add(common, "X-Frame-Options", "DENY");
    add(common, "Referrer-Policy", "no-referrer");
    add(common, "Cross-Origin-Opener-Policy", "same-origin");
    add(common, "Cross-Origin-Embedder-Policy", "require-corp");
    add(common, "Cross-Origin-Resource-Policy", "same-origin");
    add(common, "Origin-Agent-Cluster", "?1");
    if (publicUrl.isHttps()) {
      add(common, "Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload");
    }
    add(
        api,
        "Content-Security-Policy",
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    add(api, "Permissions-Policy", permissions("()"));
    add(page, "Content-Security-Policy", pagePolicy(publicUrl));
    add(page, "Permissions-Policy", permissions("(self)"));
    // It fetches the pages' files and the pages, and no further script.
    add(
        worker,
        "Content-Security-Policy",
        "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'");
    add(worker, "Permissions-Policy", permissions("()"));
  }

  void forApi(ServerResponseHeaders headers) {
    common.forEach(headers::set);
    api.forEach(headers::set);
  }

  void forPage(ServerResponseHeaders headers) {
    common.forEach(headers::set);
    page.forEach(headers::set);
  }

  void forWorker(ServerResponseHeaders headers) {
    common.forEach(headers::set);
    worker.forEach(headers::set);
  }

  private static String pagePolicy(Origin publicUrl) {
    var socket = (publicUrl.isHttps() ? "wss://" : "ws://") + publicUrl.authority();
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
        + "font-src 'self'; connect-src 'self' "
        + socket
        + "; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'; object-src 'none'; child-src 'none'; "
        + "require-trusted-types-for 'script'; trusted-types lit-html latchkey-worker"
        + (publicUrl.isHttps() ? "; upgrade-insecure-requests" : "");
  }

  private static String permissions(String pages) {
    var features = new ArrayList<String>();
    OFF.forEach(feature -> features.add(feature + "=()"));
    PAGES.forEach(feature -> features.add(feature + "=" + pages));
    features.add("clipboard-read=()");
    features.add("clipboard-write=(self)");
    return String.join(", ", features);
  }

  private static void add(List<Header> headers, String name, String value) {
    headers.add(HeaderValues.createCached(name, value));
  }
}
