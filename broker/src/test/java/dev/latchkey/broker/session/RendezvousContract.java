package dev.latchkey.broker.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.broker.BrokerException.NotFound;
import dev.latchkey.broker.BrokerException.Overloaded;
import dev.latchkey.broker.BrokerException.SlotTaken;
import dev.latchkey.broker.TestClock;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.roster.MemberId;
import dev.latchkey.crypto.roster.Role;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.SigningKey;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a rendezvous promises wherever its places are kept.
@Timeout(20)
public abstract class RendezvousContract {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Bytes OFFER = Bytes.of(new byte[] {1});
  private static final Bytes OTHER = Bytes.of(new byte[] {2});

  private final TestClock clock = new TestClock();
  private final RendezvousId id = id(1);
  private Rendezvous rendezvous;

  /// Places of which none is open.
  protected abstract Places places();

  @BeforeEach
  void open() {
    rendezvous = new Rendezvous(places(), clock);
  }

  @Test
  void aSlotHoldsWhatCameFirst() {
    rendezvous.open(aMember(), id);
    rendezvous.put(id, 0, OFFER);

    assertThatThrownBy(() -> rendezvous.put(id, 0, OTHER)).isInstanceOf(SlotTaken.class);
    rendezvous.put(id, 0, OFFER);

    assertThat(rendezvous.get(id, 0, Duration.ZERO)).isEqualTo(OFFER);
  }

  @Test
  void nobodyMeetsWhereNoMemberHasOpened() {
    assertThatThrownBy(() -> rendezvous.put(id, 0, OFFER)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> rendezvous.get(id, 0, LONG)).isInstanceOf(NotFound.class);
  }

  @Test
  void whoeverWaitsGetsWhatComes() {
    rendezvous.open(aMember(), id);
    var reading = CompletableFuture.supplyAsync(() -> rendezvous.get(id, 1, LONG));

    rendezvous.put(id, 1, OFFER);

    assertThat(reading.join()).isEqualTo(OFFER);
  }

  @Test
  void itIsOverAfterFiveMinutes() {
    rendezvous.open(aMember(), id);
    rendezvous.put(id, 0, OFFER);
    clock.advance(Rendezvous.LIFETIME.minusMillis(1));
    assertThat(rendezvous.get(id, 0, Duration.ZERO)).isEqualTo(OFFER);

    clock.advance(Duration.ofMillis(1));

    assertThatThrownBy(() -> rendezvous.get(id, 0, LONG)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> rendezvous.put(id, 1, OFFER)).isInstanceOf(NotFound.class);
  }

  @Test
  void aMemberHasOneAndTheNewestCounts() {
    var member = aMember();
    rendezvous.open(member, id);
    rendezvous.put(id, 0, OFFER);
    rendezvous.open(member, id);
    assertThat(rendezvous.get(id, 0, Duration.ZERO)).isEqualTo(OFFER);

    rendezvous.open(member, id(2));

    assertThatThrownBy(() -> rendezvous.get(id, 0, LONG)).isInstanceOf(NotFound.class);
  }

  @Test
  void nobodyOpensThatOfAnother() {
    rendezvous.open(aMember(), id);

    assertThatThrownBy(() -> rendezvous.open(aMember(), id)).isInstanceOf(NotFound.class);
  }

  @Test
  void thereIsAnEndToHowManyThereAre() {
    var key = SigningKey.generate(new SecureRandom()).verifyingKey();
    for (int number = 0; number < 1_024; number++) {
      var session = new SessionId(Base64Url.encode(numbered(number, 20)));
      rendezvous.open(new Membership(session, MemberId.of(key), key, Role.EDITOR, 2), id(number));
    }

    assertThatThrownBy(() -> rendezvous.open(aMember(), id(2_000))).isInstanceOf(Overloaded.class);

    clock.advance(Rendezvous.LIFETIME);
    rendezvous.open(aMember(), id(2_000));
  }

  @Test
  void whoeverWaitsGetsWhatComesThroughAnotherBroker() {
    rendezvous.open(aMember(), id);
    var reading = CompletableFuture.supplyAsync(() -> rendezvous.get(id, 1, LONG));

    new Rendezvous(places(), clock).put(id, 1, OFFER);

    assertThat(reading.join()).isEqualTo(OFFER);
  }

  @Test
  void closingLetsEverybodyGo() {
    rendezvous.open(aMember(), id);
    var reading = CompletableFuture.supplyAsync(() -> rendezvous.get(id, 1, LONG));

    rendezvous.close();

    assertThatThrownBy(reading::join).hasCauseInstanceOf(NotFound.class);
  }

  private static Membership aMember() {
    var key = SigningKey.generate(new SecureRandom()).verifyingKey();
    var session = new SessionId(Base64Url.encode(numbered(0, 20)));
    return new Membership(session, MemberId.of(key), key, Role.EDITOR, 2);
  }

  private static RendezvousId id(int number) {
    return new RendezvousId(Base64Url.encode(numbered(number, 16)));
  }

  private static byte[] numbered(int number, int size) {
    return ByteBuffer.allocate(size).putInt(number).array();
  }
}
