package dev.latchkey.crypto.roster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.crypto.jws.CompactJws;
import dev.latchkey.crypto.sign.SigningKey;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// An entry that is taken apart, changed in one place and signed again by the same devices.
record Forgery(List<String> typs, List<String> kids, String payload, List<SigningKey> signers) {
  private static final JsonMapper JSON = new JsonMapper();

  static Forgery of(String entry, SigningKey... signers) {
    var parts =
        Stream.of(entry.split("~"))
            .map(part -> CompactJws.parse(part, StatementEntry.MAX_CHARS))
            .toList();
    return new Forgery(
        parts.stream().map(CompactJws::typ).toList(),
        parts.stream().map(CompactJws::kid).toList(),
        new String(parts.getFirst().payload(), UTF_8),
        List.of(signers));
  }

  Forgery edit(Consumer<ObjectNode> change) {
    try {
      var json = (ObjectNode) JSON.readTree(payload);
      change.accept(json);
      return payload(_ -> json.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an entry of our own cannot fail", e);
    }
  }

  Forgery payload(UnaryOperator<String> change) {
    return new Forgery(typs, kids, change.apply(payload), signers);
  }

  Forgery typs(String... others) {
    return new Forgery(List.of(others), kids, payload, signers);
  }

  Forgery kids(String... others) {
    return new Forgery(typs, List.of(others), payload, signers);
  }

  String entry() {
    return IntStream.range(0, typs.size())
        .mapToObj(this::signature)
        .collect(Collectors.joining("~"));
  }

  private String signature(int i) {
    var kid = kids.get(Math.min(i, kids.size() - 1));
    var signer = signers.get(Math.min(i, signers.size() - 1));
    return CompactJws.sign(typs.get(i), kid, payload.getBytes(UTF_8), signer);
  }
}
