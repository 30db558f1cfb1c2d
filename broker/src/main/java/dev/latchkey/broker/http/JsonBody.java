package dev.latchkey.broker.http;

import dev.latchkey.broker.BrokerException.BadRequest;
import dev.latchkey.broker.BrokerException.PayloadTooLarge;
import dev.latchkey.broker.BrokerException.UnsupportedMediaType;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.Bytes;
import dev.latchkey.crypto.FormatException;
import dev.latchkey.crypto.JsonObject;
import dev.latchkey.crypto.StrictJson;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The body of a request: one JSON object with exactly the members that its call has. Every way of
/// being something else is answered as `bad_request`, saying which member is wrong and never what
/// was in it.
final class JsonBody {
  static final int MAX_BYTES = 524_288;

  /// With a statement comes a wrap for each of a thousand recipients.
  static final int MAX_STATEMENT_BYTES = 2_097_152;

  private static final int PART_BYTES = 8_192;
  private static final int MAX_ID_CHARS = 32;

  private static final Pattern JSON =
      Pattern.compile(
          "application/json\\s*(?:;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?",
          Pattern.CASE_INSENSITIVE);

  private final JsonObject object;

  private JsonBody(JsonObject object) {
    this.object = object;
  }

  static JsonBody read(ServerRequest request, String... members) {
    return readUpTo(MAX_BYTES, request, members);
  }

  static JsonBody readUpTo(int maxBytes, ServerRequest request, String... members) {
    var types = request.headers().all(HeaderNames.CONTENT_TYPE, List::of);
    if (types.size() != 1 || !JSON.matcher(types.getFirst().strip()).matches()) {
      throw new UnsupportedMediaType();
    }
    return parse(bytes(request, maxBytes), members);
  }

  static JsonBody parse(byte[] utf8, String... members) {
    return reading(
        () ->
            new JsonBody(
                StrictJson.parse(utf8, StrictJson.MAX_DEPTH).requireExactly(Set.of(members))));
  }

  String text(String name, int maxChars) {
    var text = reading(() -> object.string(name));
    if (text.length() > maxChars) {
      throw new BadRequest(name + ": want at most " + maxChars + " characters");
    }
    return text;
  }

  Bytes bytes(String name, int minSize, int maxSize) {
    var text = text(name, maxSize / 3 * 4 + 4);
    byte[] decoded;
    try {
      decoded = Base64Url.decode(text);
    } catch (IllegalArgumentException e) {
      throw new BadRequest(name + ": want canonical base64url");
    }
    if (decoded.length < minSize || decoded.length > maxSize) {
      throw new BadRequest(name + ": want " + minSize + " to " + maxSize + " bytes");
    }
    return Bytes.of(decoded);
  }

  /// Bytes of which their own type knows more than the size.
  <T> T sized(String name, int size, Function<Bytes, T> parse) {
    var bytes = bytes(name, size, size);
    return reading(() -> parse.apply(bytes));
  }

  /// An ID of which its own type knows the form.
  <T> T id(String name, Function<String, T> parse) {
    var text = text(name, MAX_ID_CHARS);
    return reading(() -> parse.apply(text));
  }

  long number(String name) {
    return reading(() -> object.integer(name));
  }

  /// An object with exactly these members, or empty for null.
  Optional<JsonBody> objectOrNull(String name, String... members) {
    return reading(
        () ->
            object.isNull(name)
                ? Optional.empty()
                : Optional.of(new JsonBody(object.object(name).requireExactly(Set.of(members)))));
  }

  /// A list of objects with exactly these members.
  List<JsonBody> objects(String name, String... members) {
    return reading(
        () ->
            object.objects(name).stream()
                .map(it -> new JsonBody(it.requireExactly(Set.of(members))))
                .toList());
  }

  private static byte[] bytes(ServerRequest request, int maxBytes) {
    if (request.headers().contentLength().orElse(0) > maxBytes) {
      throw new PayloadTooLarge();
    }
    var memory = BodyMemory.share(request);
    var received = new ByteArrayOutputStream();
    try (InputStream stream = request.content().inputStream()) {
      byte[] part = new byte[PART_BYTES];
      for (int size = stream.read(part); size >= 0; size = stream.read(part)) {
        memory.take(size);
        received.write(part, 0, size);
        if (received.size() > maxBytes) {
          throw new PayloadTooLarge();
        }
      }
      return received.toByteArray();
    } catch (IOException e) {
      throw new CloseConnectionException("the body broke off", e);
    }
  }

  private static <T> T reading(Supplier<T> read) {
    try {
      return read.get();
    } catch (FormatException e) {
      throw new BadRequest(e);
    }
  }
}
