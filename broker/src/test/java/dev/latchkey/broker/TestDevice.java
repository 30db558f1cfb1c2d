package dev.latchkey.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.StatementLog;
import dev.latchkey.crypto.roster.TreeHead;
import dev.latchkey.crypto.seal.Covers;
import dev.latchkey.crypto.seal.EpochKey;
import dev.latchkey.crypto.seal.Frame;
import dev.latchkey.crypto.seal.FrameBody;
import dev.latchkey.crypto.seal.FrameKind;
import dev.latchkey.crypto.seal.FrameLinks;
import dev.latchkey.crypto.seal.FrameSealer;
import dev.latchkey.crypto.seal.PublicKeys;
import dev.latchkey.crypto.seal.RunningHash;
import dev.latchkey.crypto.seal.SenderInstance;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.token.DpopProof;
import dev.latchkey.crypto.token.HelloProof;
import dev.latchkey.crypto.token.RefreshProof;
import dev.latchkey.crypto.wrap.WrapKey;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A device with real keys that signs and seals like a client, and like an attacker where a test
/// wants it to.
public class TestDevice {
  protected static final SecureRandom RANDOM = new SecureRandom();

  protected TestBroker broker;
  protected Wire wire;
  protected final SigningKey signingKey = SigningKey.generate(RANDOM);
  protected final WrapKey wrapKey = WrapKey.generate(RANDOM);
  private final SenderInstance instance = SenderInstance.begin(RANDOM);
  private SessionId session;
  private String accessToken;
  private EpochKey epochKey;
  private int epoch = 1;
  private volatile String nonce;

  TestDevice(TestBroker broker) {
    meet(broker);
  }

  /// From now on this device talks to that broker.
  public final void meet(TestBroker met) {
    broker = met;
    wire = met.wire();
  }

  public void enter(SessionId entered, String token, EpochKey key) {
    session = entered;
    accessToken = token;
    epochKey = key;
  }

  public SessionId session() {
    return session;
  }

  public MemberId id() {
    return MemberId.of(signingKey.verifyingKey());
  }

  public SigningKey signingKey() {
    return signingKey;
  }

  public PublicKeys publicKeys() {
    return new PublicKeys(signingKey.verifyingKey(), wrapKey.publicKey());
  }

  public EpochKey epochKey() {
    return epochKey;
  }

  /// The epoch of the key that this device seals with.
  public int epoch() {
    return epoch;
  }

  /// From now on the device seals with the key of this epoch.
  public void use(int newEpoch, EpochKey key) {
    epoch = newEpoch;
    epochKey = key;
  }

  public String accessToken() {
    return accessToken;
  }

  /// Gives this device the epoch key of another, which it may have no right to.
  public void keyOf(TestDevice other) {
    use(other.epoch, other.epochKey);
  }

  /// Makes this device talk of the other's session as if it were in it.
  public void enter(TestDevice other) {
    session = other.session;
  }

  /// The address of something in this device's session.
  public String path(String rest) {
    return "/v1/sessions/" + session.value() + rest;
  }

  public Answer get(String path, String... headers) {
    return call("GET", path, Map.of(), headers);
  }

  /// Sends a member's request, once more if the broker wants another nonce.
  public Answer call(String method, String path, Map<String, ?> body, String... headers) {
    var answer = callOnce(method, path, body, headers);
    return answer.code().equals("use_dpop_nonce") ? callOnce(method, path, body, headers) : answer;
  }

  public Answer callOnce(String method, String path, Map<String, ?> body, String... headers) {
    var proof = proof(method, path, accessToken, Optional.ofNullable(nonce), freshId());
    var answer = callWith(accessToken, proof.sign(signingKey), method, path, body, headers);
    nonce = answer.header("DPoP-Nonce");
    return answer;
  }

  /// Sends whatever bytes as the body of a member's request.
  public Answer callRaw(String method, String path, byte[] body, String... more) {
    if (nonce == null) {
      nonce = freshNonce();
    }
    var proof = proof(method, path, accessToken, Optional.of(nonce), freshId());
    var headers = withProof(accessToken, proof.sign(signingKey), more);
    var answer = wire.send(method, path, BodyPublishers.ofByteArray(body), headers);
    answer.headers().firstValue("DPoP-Nonce").ifPresent(next -> nonce = next);
    return answer;
  }

  public Answer callWith(
      String token, String proof, String method, String path, Map<String, ?> body, String... more) {
    var headers = withProof(token, proof, more);
    return body.isEmpty()
        ? wire.send(method, path, BodyPublishers.noBody(), headers)
        : wire.send(method, path, body, headers);
  }

  private static String[] withProof(String token, String proof, String... more) {
    var headers = Arrays.copyOf(more, more.length + 4);
    headers[more.length] = "Authorization";
    headers[more.length + 1] = "DPoP " + token;
    headers[more.length + 2] = "DPoP";
    headers[more.length + 3] = proof;
    return headers;
  }

  public DpopProof proof(
      String method, String path, String token, Optional<String> named, String id) {
    return new DpopProof(
        id,
        method,
        broker.origin() + path.replaceFirst("\\?.*", ""),
        broker.clock().instant(),
        DpopProof.hashOf(token),
        named,
        signingKey.verifyingKey().jwkThumbprint());
  }

  public static String freshId() {
    byte[] id = new byte[16];
    RANDOM.nextBytes(id);
    return Base64Url.encode(id);
  }

  /// The nonce that the broker wants now.
  public String freshNonce() {
    return wire.send("GET", "/v1/invites/AAAAAAAAAAAAAAAAAAAAAA").header("DPoP-Nonce");
  }

  public Answer append(int channel, String payload, String... headers) {
    return append(channel, seal(FrameKind.APPEND, channel, payload), headers);
  }

  public Answer append(int channel, Frame frame, String... headers) {
    return call("POST", path("/channels/" + channel), Map.of("frame", text(frame)), headers);
  }

  public Answer replace(int channel, long covers, String payload, String... headers) {
    var frame = seal(channel, covers, payload);
    return call(
        "PUT",
        path("/channels/" + channel),
        Map.of("frame", text(frame), "covers", covers),
        headers);
  }

  /// What this device would answer a connection of its session.
  public HelloProof hello(String nonceOfConnection) {
    return new HelloProof(
        session, broker.origin(), id(), DpopProof.hashOf(accessToken), nonceOfConnection);
  }

  public Frame seal(FrameKind kind, int channel, String payload) {
    return sealer().seal(kind, channel, new FrameBody(links(), Optional.empty(), bytes(payload)));
  }

  /// A replace.
  public Frame seal(int channel, long covers, String payload) {
    var covered = new Covers(covers, RunningHash.start(), List.of());
    return sealer()
        .seal(
            FrameKind.REPLACE,
            channel,
            new FrameBody(links(), Optional.of(covered), bytes(payload)));
  }

  private FrameSealer sealer() {
    return new FrameSealer(session, epoch, epochKey, signingKey, instance);
  }

  public static String text(Frame frame) {
    return Base64Url.encode(frame.encode());
  }

  /// A new access token in place of the one that this device has.
  public Answer refresh() {
    var challenge = wire.send("POST", path("/tokens/challenge")).require(200).get("challenge");
    var answer = refresh(challenge);
    if (answer.status() == 201) {
      accessToken = answer.get("accessToken");
    }
    return answer;
  }

  public Answer refresh(String challenge) {
    var proof =
        new RefreshProof(session, broker.origin(), id(), challenge, broker.clock().instant());
    return wire.send("POST", path("/tokens"), Map.of("proof", proof.sign(signingKey)));
  }

  private static FrameLinks links() {
    return new FrameLinks(
        false,
        0,
        RunningHash.start(),
        StatementLog.start(),
        TreeHead.EMPTY.size(),
        TreeHead.EMPTY.root());
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(UTF_8));
  }
}
