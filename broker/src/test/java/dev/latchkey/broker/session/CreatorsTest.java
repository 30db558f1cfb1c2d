package dev.latchkey.broker.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.limit.Caller;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class CreatorsTest {
  private static final SecretKeySpec OLD = key(1);
  private static final SecretKeySpec NEW = key(2);

  @Test
  void whereNobodysSessionsAreCountedNothingIsKeptOfWhoBeganThem() {
    assertThat(new Creators(() -> List.of(OLD), 0).of(caller(7, 1))).isEmpty();
  }

  @Test
  void oneNetworkIsRecognisedByAllKeysOfNowAndKeptUnderTheNewest() {
    var before = new Creators(() -> List.of(OLD), 3).of(caller(7, 1)).orElseThrow();
    var after = new Creators(() -> List.of(NEW, OLD), 3).of(caller(7, 2)).orElseThrow();

    assertThat(after.most()).isEqualTo(3);
    assertThat(after.pseudonyms()).hasSize(2).contains(before.pseudonym());
    assertThat(after.pseudonym()).isNotEqualTo(before.pseudonym());
  }

  @Test
  void anotherNetworkHasAnotherPseudonymInWhichNoAddressIsToBeRead() {
    var creators = new Creators(() -> List.of(OLD), 3);
    var one = creators.of(caller(7, 1)).orElseThrow();
    var other = creators.of(caller(8, 1)).orElseThrow();

    assertThat(one.pseudonym()).isNotEqualTo(other.pseudonym());
    assertThat(one.pseudonym().size()).isEqualTo(16);
  }

  private static SecretKeySpec key(int number) {
    var bytes = new byte[32];
    bytes[0] = (byte) number;
    return new SecretKeySpec(bytes, "HmacSHA256");
  }

  /// From an address of this /64.
  private static Caller caller(int network, int host) {
    try {
      byte[] address = new byte[16];
      address[0] = 0x20;
      address[7] = (byte) network;
      address[15] = (byte) host;
      return new Caller(InetAddress.getByAddress(address));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
