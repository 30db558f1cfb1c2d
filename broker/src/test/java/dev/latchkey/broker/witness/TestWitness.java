package dev.latchkey.broker.witness;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.ledger.Checkpoint;
import dev.latchkey.crypto.ledger.ConsistencyProof;
import dev.latchkey.crypto.ledger.Cosignature;
import dev.latchkey.crypto.ledger.InvalidNoteException;
import dev.latchkey.crypto.ledger.NoteKey;
import dev.latchkey.crypto.ledger.WitnessKey;
import dev.latchkey.crypto.sign.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A small witness of one log, as C2SP tlog-witness v1 has it: it signs what continues that which
/// it has signed before, and nothing else. It checks that itself.
public final class TestWitness implements AutoCloseable {
  private static final Pattern REQUEST =
      Pattern.compile(
          "old (0|[1-9][0-9]*)\n((?:[A-Za-z0-9+/]{43}=\n){0,63})\n(.+)", Pattern.DOTALL);
  private static final int COSIGNED_AT = 1_780_315_200;

  private final String name;
  private final SigningKey key = SigningKey.generate(new SecureRandom());
  private final HttpServer server;
  private final List<Integer> answers = new ArrayList<>();
  private Optional<NoteKey> log = Optional.empty();
  private Optional<Checkpoint> newest = Optional.empty();
  private Optional<Integer> refusal = Optional.empty();

  private record Reply(int status, String type, String body) {
    static Reply of(int status) {
      return new Reply(status, "text/plain", "");
    }
  }

  private TestWitness(String name, HttpServer server) {
    this.name = name;
    this.server = server;
  }

  /// One on a free port, which knows no log yet.
  public static TestWitness start(String name) {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var witness = new TestWitness(name, server);
      server.createContext("/", witness::handle);
      server.start();
      return witness;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// It signs for this log from now on.
  public synchronized void trust(NoteKey trusted) {
    log = Optional.of(trusted);
  }

  /// It answers like this from now on, or, if empty, as it should.
  public synchronized void refuse(Optional<Integer> status) {
    refusal = status;
  }

  /// Its line in a policy.
  public String policyLine() {
    return "witness %s %s http://127.0.0.1:%d/w\n"
        .formatted(name, key().text(), server.getAddress().getPort());
  }

  public WitnessKey key() {
    return new WitnessKey("witness.example/" + name, key.verifyingKey());
  }

  /// The statuses of all its answers.
  public synchronized List<Integer> answers() {
    return List.copyOf(answers);
  }

  /// The checkpoint that it has signed last.
  public synchronized Optional<Checkpoint> newest() {
    return newest;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean isAdd =
          exchange.getRequestMethod().equals("POST")
              && exchange.getRequestURI().getPath().equals("/w/add-checkpoint");
      var request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      var reply = isAdd ? add(request) : Reply.of(404);
      byte[] body = reply.body().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", reply.type());
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private synchronized Reply add(String request) {
    var reply = refusal.map(Reply::of).orElseGet(() -> judge(request));
    answers.add(reply.status());
    return reply;
  }

  private Reply judge(String request) {
    var parts = REQUEST.matcher(request);
    if (!parts.matches()) {
      return Reply.of(400);
    }
    var note = parts.group(3);
    if (log.filter(it -> note.startsWith(it.name() + "\n")).isEmpty()) {
      return Reply.of(404);
    }
    try {
      var proof = parts.group(2).lines().map(TestWitness::hash).toList();
      return judge(Long.parseLong(parts.group(1)), proof, Checkpoint.open(note, log.orElseThrow()));
    } catch (InvalidNoteException e) {
      return Reply.of(403);
    } catch (FormatException e) {
      return Reply.of(400);
    }
  }

  private Reply judge(long old, List<Bytes> proof, Checkpoint next) {
    long known = newest.map(Checkpoint::size).orElse(0L);
    if (old > next.size()) {
      return Reply.of(400);
    }
    boolean isFork = known == next.size() && !newest.map(next::equals).orElse(true);
    if (old != known || isFork) {
      return new Reply(409, "text/x.tlog.size", known + "\n");
    }
    if (!isContinued(old, proof, next)) {
      return Reply.of(422);
    }
    newest = Optional.of(next);
    var signature = Cosignature.sign(next.body(), key().name(), COSIGNED_AT, key);
    return new Reply(200, "text/plain; charset=utf-8", signature.line() + "\n");
  }

  private boolean isContinued(long old, List<Bytes> proof, Checkpoint next) {
    if (old == 0 || old == next.size()) {
      return proof.isEmpty();
    }
    return new ConsistencyProof(old, next.size(), proof)
        .proves(newest.orElseThrow().root(), next.root());
  }

  private static Bytes hash(String line) {
    return Bytes.of(Base64.getDecoder().decode(line.getBytes(US_ASCII)));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
