package dev.latchkey.broker.http;

import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.config.OfflinePages;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The web application and the client library, from the class path. One page serves every address
/// of the application; which one it is, is for its script to find out.
final class Pages {
  private static final String ROOT = "/web/";
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,127}");
  private static final List<String> PAGES =
      List.of("/", "/j", "/s/{sid}", "/s/{sid}/host", "/s/{sid}/ledger", "/scan");

  /// What is below is for programs, also when nobody serves it.
  private static final List<String> API = List.of("/v1/", "/log/", "/.well-known/");

  /// Where an invite ends up when a mail system has encoded its `#`, once or twice. Its secret has
  /// been sent to us then; the page says so, and does not join by it.
  private static final String REWRITTEN = "/j{fragment:(?:#|%23)1\\..*}";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "json", "application/json; charset=utf-8",
          "map", "application/json; charset=utf-8",
          "webmanifest", "application/manifest+json; charset=utf-8",
          "png", "image/png",
          "woff2", "font/woff2",
          "wasm", "application/wasm");
  private static final Header FOREVER =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable");
  private static final Header REVALIDATE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-cache");
  private static final Header NO_INDEX =
      HeaderValues.createCached(HeaderNames.create("X-Robots-Tag"), "noindex, nofollow");
  private static final Header CROSS_ORIGIN =
      HeaderValues.createCached(HeaderNames.create("Cross-Origin-Resource-Policy"), "cross-origin");

  /// Browsers send it with a request for the script of a service worker, and with no other.
  private static final HeaderName WORKER_ASKED = HeaderNames.create("Service-Worker");
  private static final Header ANY_SCOPE =
      HeaderValues.createCached(HeaderNames.create("Service-Worker-Allowed"), "/");

  private final SecurityHeaders securityHeaders;
  private final OfflinePages offlinePages;
  private final Map<String, PageFile> files = new ConcurrentHashMap<>();

  Pages(SecurityHeaders securityHeaders, OfflinePages offlinePages) {
    this.securityHeaders = securityHeaders;
    this.offlinePages = offlinePages;
  }

  List<Route> routes() {
    var routes = new ArrayList<Route>();
    PAGES.forEach(path -> routes.add(Route.get(path, this::page)));
    routes.add(Route.get(REWRITTEN, this::page));
    routes.add(Route.get("/sw.js", this::worker));
    routes.add(Route.get("/assets/{file}", this::asset));
    routes.add(Route.get("/lib/{file}", this::library));
    return routes;
  }

  /// Before everything else: where devices are to keep nothing, a browser that asks for a worker
  /// gets one that takes the place of the worker it has, and goes, whatever the address. Who had
  /// this broker serve another page may have installed one from any.
  void drop(ServerRequest request, ServerResponse response) {
    if (offlinePages == OfflinePages.DROP && request.headers().contains(WORKER_ASKED)) {
      securityHeaders.forWorker(response.headers());
      response.header(REVALIDATE).header(ANY_SCOPE);
      send(request, response, Status.OK_200, "", "sw-drop.js");
    } else {
      response.next();
    }
  }

  /// For every path that nobody serves: a browser gets the page, which says so to a person.
  void lost(ServerRequest request, ServerResponse response) {
    if (isForAPerson(request)) {
      page(request, response, Status.NOT_FOUND_404);
    } else {
      response.next();
    }
  }

  private static boolean isForAPerson(ServerRequest request) {
    var method = request.prologue().method();
    var path = request.path().path();
    return (method.equals(Method.GET) || method.equals(Method.HEAD))
        && request.headers().first(HeaderNames.ACCEPT).orElse("").contains("text/html")
        && API.stream().noneMatch(path::startsWith);
  }

  private void page(ServerRequest request, ServerResponse response) {
    page(request, response, Status.OK_200);
  }

  private void page(ServerRequest request, ServerResponse response, Status status) {
    securityHeaders.forPage(response.headers());
    response.header(NO_INDEX);
    send(request, response, status, "", "broker.html");
  }

  /// The worker that keeps the pages' files on a device. At the root, so that it is for all pages;
  /// asked for anew at every visit, so that no cache holds an old one.
  private void worker(ServerRequest request, ServerResponse response) {
    securityHeaders.forWorker(response.headers());
    response.header(REVALIDATE);
    send(request, response, Status.OK_200, "", "sw.js");
  }

  /// Files with a hash of their content in their name.
  private void asset(ServerRequest request, ServerResponse response) {
    response.header(FOREVER);
    send(request, response, Status.OK_200, "assets/", request.path().pathParameters().get("file"));
  }

  /// The client library, for pages of any origin.
  private void library(ServerRequest request, ServerResponse response) {
    response
        .header(REVALIDATE)
        .header(CROSS_ORIGIN)
        .header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    send(request, response, Status.OK_200, "lib/", request.path().pathParameters().get("file"));
  }

  private void send(
      ServerRequest request, ServerResponse response, Status status, String folder, String name) {
    var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || !FILE.matcher(name).matches()) {
      throw new NotFound("no such file");
    }
    var content = file(folder + name).orElseThrow(() -> new NotFound("no such file"));
    response.header(HeaderNames.CONTENT_TYPE, type);
    var bytes = content.contentFor(request.headers(), response.headers());
    Json.send(request, response, status, bytes);
  }

  /// Only what exists is kept, so that asking for other names fills nothing.
  private Optional<PageFile> file(String path) {
    var kept = files.get(path);
    if (kept != null) {
      return Optional.of(kept);
    }
    try (var stream = Pages.class.getResourceAsStream(ROOT + path)) {
      if (stream == null) {
        return Optional.empty();
      }
      var content = new PageFile(stream.readAllBytes());
      files.put(path, content);
      return Optional.of(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
