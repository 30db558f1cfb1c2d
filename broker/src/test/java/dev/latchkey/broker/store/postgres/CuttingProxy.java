package dev.latchkey.broker.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands between a broker and its database, and cuts the connection at commits: before the server
/// has the commit, or after it has done it and before the broker hears of it.
final class CuttingProxy implements AutoCloseable {
  private static final int SSL_REQUEST_OR_STARTUP = 0;

  private final ServerSocket listening;
  private final int serverPort;
  private final double share;
  private final Random random;
  private final AtomicInteger cutBefore = new AtomicInteger();
  private final AtomicInteger cutAfter = new AtomicInteger();

  /// @param share of the commits at which it cuts
  CuttingProxy(int serverPort, double share, long seed) throws IOException {
    this.listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    this.serverPort = serverPort;
    this.share = share;
    this.random = new Random(seed);
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /// How many commits the server never got.
  int cutBefore() {
    return cutBefore.get();
  }

  /// How many commits were done whose answer was lost.
  int cutAfter() {
    return cutAfter.get();
  }

  int cuts() {
    return cutBefore() + cutAfter();
  }

  private void accept() {
    try {
      while (true) {
        var client = listening.accept();
        Thread.ofPlatform().daemon().start(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket client) {
    try (client;
        var server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      var answers = new Answers(server, client);
      var answering = Thread.ofPlatform().daemon().start(answers);
      forward(client, server, answers);
      server.shutdownOutput();
      answering.join();
    } catch (IOException e) {
      // Cut, or one of them has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private enum Cut {
    NOWHERE,
    BEFORE,
    AFTER
  }

  private synchronized Cut draw() {
    if (random.nextDouble() >= share) {
      return Cut.NOWHERE;
    }
    return random.nextBoolean() ? Cut.BEFORE : Cut.AFTER;
  }

  /// Passes on what the client says, message by message.
  private void forward(Socket client, Socket server, Answers answers) throws IOException {
    var in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
    var out = new DataOutputStream(server.getOutputStream());
    Set<String> commits = new HashSet<>();
    pass(SSL_REQUEST_OR_STARTUP, body(in), out);
    while (true) {
      int type = in.read();
      if (type < 0) {
        return;
      }
      byte[] body = body(in);
      if (isCommit(type, body, commits)) {
        switch (draw()) {
          case NOWHERE -> {}
          case BEFORE -> {
            cutBefore.incrementAndGet();
            return;
          }
          case AFTER -> {
            cutAfter.incrementAndGet();
            answers.withhold();
          }
        }
      }
      pass(type, body, out);
    }
  }

  private static byte[] body(DataInputStream in) throws IOException {
    byte[] body = new byte[in.readInt() - Integer.BYTES];
    in.readFully(body);
    return body;
  }

  private static void pass(int type, byte[] body, DataOutputStream out) throws IOException {
    if (type != SSL_REQUEST_OR_STARTUP) {
      out.write(type);
    }
    out.writeInt(body.length + Integer.BYTES);
    out.write(body);
    out.flush();
  }

  /// A statement is parsed once, under a name, and bound by that name each time.
  private static boolean isCommit(int type, byte[] body, Set<String> commits) {
    var texts = new String(body, UTF_8).split("\0", -1);
    switch (type) {
      case 'P' -> {
        if (texts[1].equals("COMMIT")) {
          commits.add(texts[0]);
        } else {
          commits.remove(texts[0]);
        }
        return false;
      }
      case 'B' -> {
        return commits.contains(texts[1]);
      }
      case 'Q' -> {
        return texts[0].equals("COMMIT");
      }
      default -> {
        return false;
      }
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  /// Passes on what the server says, until that is to be withheld: then the first word of it ends
  /// the connection.
  private static final class Answers implements Runnable {
    private final Socket server;
    private final Socket client;
    private volatile boolean withheld;

    Answers(Socket server, Socket client) {
      this.server = server;
      this.client = client;
    }

    void withhold() {
      withheld = true;
    }

    @Override
    public void run() {
      try (server;
          client) {
        var in = server.getInputStream();
        var out = client.getOutputStream();
        byte[] buffer = new byte[65_536];
        for (int read = in.read(buffer); read >= 0 && !withheld; read = in.read(buffer)) {
          out.write(buffer, 0, read);
        }
      } catch (IOException e) {
        // Cut, or one of them has gone.
      }
    }
  }
}
