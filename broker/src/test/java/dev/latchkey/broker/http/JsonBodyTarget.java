package dev.latchkey.broker.http;

import static dev.latchkey.crypto.fuzz.FuzzTarget.unlessRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.broker.BrokerException.BadRequest;
import dev.latchkey.crypto.fuzz.FuzzTarget;
import dev.latchkey.crypto.fuzz.Seeds;
import dev.latchkey.crypto.roster.SessionId;
import dev.latchkey.crypto.sign.VerifyingKey;
import java.util.List;

/// A body of the wrong form is a bad request and nothing else, whichever member is asked for.
public final class JsonBodyTarget implements FuzzTarget {
  @Override
  public List<byte[]> seeds() {
    return Seeds.of(
        """
        {"text":"Ana","bytes":"AAECAwQ","number":9007199254740991,"object":null,
         "id":"3mJr9q2V0cXw7YbQkZt1eA8d0Lw","key":"3C2vlQmHBVnzTuCfY5Pot7frrCJ4Dp-sx68bMq5lYx0"}
        """,
        """
        {"text":"\\ud83d\\ude00","bytes":"AA==","number":-1,"object":{"text":"a"},"id":"","key":"AA"}
        """,
        """
        {"text":1,"bytes":[],"number":"1","object":{"text":"a","text":"b"},"id":null,"key":{}}
        """,
        "[]",
        "");
  }

  @Override
  public void accept(byte[] input) {
    unlessRefused(
            BadRequest.class,
            () -> JsonBody.parse(input, "text", "bytes", "number", "object", "id", "key"))
        .ifPresent(JsonBodyTarget::accept);
  }

  private static void accept(JsonBody body) {
    unlessRefused(BadRequest.class, () -> body.text("text", 8))
        .ifPresent(text -> assertThat(text).hasSizeLessThanOrEqualTo(8));
    unlessRefused(BadRequest.class, () -> body.bytes("bytes", 2, 8))
        .ifPresent(bytes -> assertThat(bytes.size()).isBetween(2, 8));
    unlessRefused(BadRequest.class, () -> body.number("number"))
        .ifPresent(number -> assertThat(number).isBetween(0L, (1L << 53) - 1));
    unlessRefused(BadRequest.class, () -> body.objectOrNull("object", "text"));
    unlessRefused(BadRequest.class, () -> body.id("id", SessionId::new));
    unlessRefused(BadRequest.class, () -> body.sized("key", 32, VerifyingKey::new));
  }
}
