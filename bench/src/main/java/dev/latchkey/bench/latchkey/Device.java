package dev.latchkey.bench.latchkey;

import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.roster.StatementLog;
import dev.latchkey.crypto.roster.TreeHead;
import dev.latchkey.crypto.seal.EpochKey;
import dev.latchkey.crypto.seal.FrameBody;
import dev.latchkey.crypto.seal.FrameKind;
import dev.latchkey.crypto.seal.FrameLinks;
import dev.latchkey.crypto.seal.FrameSealer;
import dev.latchkey.crypto.seal.RunningHash;
import dev.latchkey.crypto.seal.SenderInstance;
import dev.latchkey.crypto.sign.SigningKey;
import dev.latchkey.crypto.token.RefreshProof;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A member of a session.
public final class Device {
  /// Where all members write.
  public static final int CHANNEL = 0;

  static final SecureRandom RANDOM = new SecureRandom();

  private final SessionId session;
  private final SigningKey signingKey;
  private final EpochKey epochKey;
  private String accessToken;

  Device(SessionId session, SigningKey signingKey, EpochKey epochKey, String accessToken) {
    this.session = session;
    this.signingKey = signingKey;
    this.epochKey = epochKey;
    this.accessToken = accessToken;
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

  public String accessToken() {
    return accessToken;
  }

  /// The first frame of a new instance, with a payload of so many bytes.
  public byte[] seal(int size) {
    var sealer = new FrameSealer(session, 1, epochKey, signingKey, SenderInstance.begin(RANDOM));
    var links =
        new FrameLinks(
            false,
            0,
            RunningHash.start(),
            StatementLog.start(),
            TreeHead.EMPTY.size(),
            TreeHead.EMPTY.root());
    var body = new FrameBody(links, Optional.empty(), Bytes.of(new byte[size]));
    return sealer.seal(FrameKind.APPEND, CHANNEL, body).encode();
  }

  void refresh(Http http, String origin) {
    var path = "/v1/sessions/" + session.value() + "/tokens";
    var challenge = http.send("POST", path + "/challenge", Map.of(), "").get("challenge").asText();
    var proof = new RefreshProof(session, origin, id(), challenge, Instant.now());
    accessToken =
        http.send("POST", path, Map.of("proof", proof.sign(signingKey)), "")
            .get("accessToken")
            .asText();
  }
}
