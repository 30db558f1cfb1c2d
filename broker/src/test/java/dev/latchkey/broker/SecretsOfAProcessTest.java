package dev.latchkey.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.roster.InviteLink;
import dev.latchkey.crypto.roster.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The broker is a process of its own here, logs all that it and its libraries can, and is written
/// to while its heap is dumped. What is searched for is found where it has to be, too: in this way
/// the search is shown to find.
class SecretsOfAProcessTest {
  private static final String PLAINTEXT = "canary-of-the-plaintext-c41f0b";
  private static final String CREATION_TOKEN = "canary-of-the-creation-token-77ab";

  @TempDir Path folder;

  private BrokerProcess process;
  private TestBroker broker;

  @BeforeEach
  void start() throws IOException {
    process = BrokerProcess.start(folder, Map.of("LATCHKEY_CREATION_TOKEN", CREATION_TOKEN));
    broker = TestBroker.of(process);
  }

  @AfterEach
  void stop() {
    process.close();
  }

  @Test
  void nothingThatOpensASessionIsInHeapFilesLogOrAnswers() throws Exception {
    var host = HostDevice.without(broker);
    var draft = host.draft("Authorization", "Bearer " + CREATION_TOKEN).require(201);
    host.begin(draft, host.genesis(draft)).require(201);
    var invite = host.invite(Role.EDITOR);
    var guest = broker.guest();
    guest.join(invite).require(201);
    broker.guest().join(invite);
    broker.wire().sendText("POST", "/v1/joins", "{" + guest.accessToken());
    for (var question : List.of("live", "ready", "started")) {
      broker.managementWire().send("GET", "/health/" + question).require(200);
    }
    broker.managementWire().send("GET", "/metrics").require(200);

    byte[] heap = heapUnderLoad(host, guest);
    var refused = broker.guest().join(invite, "", "no statement").require(404);
    process.close();

    var needles = new HashMap<>(whatOpens(host, invite));
    int opening = needles.size();
    needles.put("creation token", bytes(CREATION_TOKEN));
    needles.put("access token", bytes(guest.accessToken()));
    needles.put("session", bytes(host.session().value()));
    needles.put("request", bytes(refused.header("X-Request-Id")));
    var search = new Needles(needles);
    var inHeap = search.in(heap);
    var inFiles = search.in(files());
    var inLog = search.in(process.log());
    var inAnswers = search.in(answers());

    assertThat(opening).isEqualTo(5);
    assertThat(inHeap).contains("creation token, as it is", "session, as it is");
    assertThat(inHeap).allMatch(found -> found.matches("(creation|access) token, .*|session, .*"));
    assertThat(inFiles).contains("session, as it is");
    assertThat(inFiles).allMatch(found -> found.startsWith("session, "));
    assertThat(inLog).containsExactly("request, as it is");
    // In the payloads of statements, that is in base64.
    assertThat(inAnswers).contains("session, as it is").anyMatch(it -> it.contains(", base64"));
    assertThat(inAnswers).allMatch(found -> found.matches("(access token|request|session), .*"));
  }

  /// Host and guest write from before the dump until after it.
  private byte[] heapUnderLoad(HostDevice host, GuestDevice guest) throws Exception {
    var begun = new CountDownLatch(2);
    var over = new AtomicBoolean();
    try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      var byHost = writers.submit(() -> write(host, begun, over));
      var byGuest = writers.submit(() -> write(guest, begun, over));
      try {
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        return process.heap(folder);
      } finally {
        over.set(true);
        byHost.get();
        byGuest.get();
      }
    }
  }

  private static Answer write(TestDevice device, CountDownLatch begun, AtomicBoolean over) {
    var answer = device.append(1, PLAINTEXT).require(201);
    begun.countDown();
    while (!over.get()) {
      answer = device.append(1, PLAINTEXT).require(201);
    }
    return answer;
  }

  private static Map<String, byte[]> whatOpens(HostDevice host, TestInvite invite) {
    var link = new InviteLink(invite.session(), invite.secret()).format("https://x.example/j");
    var secret = Base64Url.decode(link.substring(link.indexOf('#')).split("\\.")[2]);
    var needles = new HashMap<String, byte[]>();
    needles.put("plaintext", bytes(PLAINTEXT));
    needles.put("epoch key", host.epochKeyBytes());
    needles.put("invite secret", secret);
    needles.put("invite's signing key", invite.signingKey().seed().expose());
    needles.put("host's signing key", host.signingKey().seed().expose());
    return needles;
  }

  private byte[] files() throws IOException {
    var all = new ByteArrayOutputStream();
    try (var files = Files.walk(folder.resolve("data"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        all.writeBytes(Files.readAllBytes(file));
      }
    }
    return all.toByteArray();
  }

  private byte[] answers() {
    var all = new ByteArrayOutputStream();
    for (var answer : broker.answers()) {
      all.writeBytes(bytes(answer.headers().map().toString()));
      all.writeBytes(answer.body());
    }
    return all.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
