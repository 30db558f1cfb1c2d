package dev.latchkey.broker.live;

import dev.latchkey.broker.FreePort;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A proxy with its file of deploy/proxy, in which nothing is other than where it listens, without
/// TLS, and where its files are.
final class ProxyProcess implements AutoCloseable {
  private static final Path FILES = Path.of(System.getProperty("latchkey.root"), "deploy", "proxy");

  private final Process process;
  private final URI address;
  private final Path folder;

  private ProxyProcess(Process process, URI address, Path folder) {
    this.process = process;
    this.address = address;
    this.folder = folder;
  }

  enum Kind {
    NGINX("nginx", "nginx.conf") {
      @Override
      String adapt(String file, int port, int broker, Path folder) {
        return replace(file, "pid /run/nginx.pid;", "pid " + folder + "/pid;")
            .replace("/var/log/nginx/", folder + "/")
            .replaceFirst("listen 80;", "listen 127.0.0.1:" + FreePort.any() + ";")
            .replaceFirst("listen 443 ssl;", "listen 127.0.0.1:" + port + ";")
            .replaceAll(" *ssl_.*;\n", "")
            .replaceFirst("worker_processes auto;", "worker_processes 1; daemon off;")
            .replaceFirst("worker_rlimit_nofile .*;\n", "")
            .replaceFirst("worker_connections 16384;", "worker_connections 256;")
            .replaceFirst(
                "http \\{",
                "http {\n"
                    + Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                        .map(it -> "  " + it + "_temp_path " + folder + "/" + it + ";\n")
                        .reduce("", String::concat))
            .replaceFirst("127.0.0.1:8080", "127.0.0.1:" + broker);
      }

      @Override
      List<String> command(Path file, Path folder) {
        return List.of("nginx", "-e", folder + "/error.log", "-c", file.toString());
      }
    },
    CADDY("caddy", "Caddyfile") {
      @Override
      String adapt(String file, int port, int broker, Path folder) {
        return replace(file, "latchkey.example {", ":" + port + " {")
            .replaceFirst("\\{\n", "{\n\tadmin off\n\tauto_https off\n")
            .replaceFirst("/var/log/caddy/", folder + "/")
            .replaceFirst("127.0.0.1:8080", "127.0.0.1:" + broker);
      }

      @Override
      List<String> command(Path file, Path folder) {
        return List.of("caddy", "run", "--adapter", "caddyfile", "--config", file.toString());
      }
    };

    private final String program;
    private final String file;

    Kind(String program, String file) {
      this.program = program;
      this.file = file;
    }

    abstract String adapt(String file, int port, int broker, Path folder);

    abstract List<String> command(Path file, Path folder);

    String program() {
      return program;
    }

    boolean isInstalled() {
      return Stream.of("/usr/sbin", "/usr/bin", "/usr/local/bin")
          .anyMatch(it -> Files.isExecutable(Path.of(it, program)));
    }
  }

  /// @param broker the port of the broker
  static ProxyProcess start(Kind kind, Path folder, int broker)
      throws IOException, InterruptedException {
    int port = FreePort.any();
    var text = kind.adapt(Files.readString(FILES.resolve(kind.file)), port, broker, folder);
    var file = Files.writeString(folder.resolve(kind.file), text);
    var builder = new ProcessBuilder(new ArrayList<>(kind.command(file, folder)));
    builder.environment().merge("PATH", "/usr/sbin", (path, more) -> path + ":" + more);
    builder.environment().put("HOME", folder.toString());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("output.log").toFile());
    var proxy = new ProxyProcess(builder.start(), URI.create("http://127.0.0.1:" + port), folder);
    proxy.awaitListening();
    return proxy;
  }

  URI address() {
    return address;
  }

  /// Everything that it has written down.
  String logs() throws IOException {
    var all = new StringBuilder();
    try (var files = Files.list(folder)) {
      for (var file : files.filter(it -> it.toString().endsWith(".log")).toList()) {
        all.append(Files.readString(file)).append('\n');
      }
    }
    return all.toString();
  }

  private void awaitListening() throws IOException, InterruptedException {
    while (!isListening()) {
      if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the proxy has ended:\n" + logs());
      }
    }
  }

  private boolean isListening() {
    try (var _ = new Socket("127.0.0.1", address.getPort())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String replace(String text, String what, String by) {
    if (!text.contains(what)) {
      throw new AssertionError("the file of the proxy lacks " + what);
    }
    return text.replace(what, by);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
