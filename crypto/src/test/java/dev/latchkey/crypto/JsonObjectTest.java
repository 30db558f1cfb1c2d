package dev.latchkey.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Set;
import java.util.function.BiFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JsonObjectTest {
  private static final JsonObject OBJECT =
      parse(
          """
          {"string":"a","integer":7,"flag":true,"null":null,"object":{"b":1},"strings":["c","d"],
           "objects":[{"e":2}],"mixed":["f",{}],"empty":[]}
          """);

  @Test
  void readsEachMemberAsItsType() {
    assertThat(OBJECT.string("string")).isEqualTo("a");
    assertThat(OBJECT.integer("integer")).isEqualTo(7);
    assertThat(OBJECT.flag("flag")).isTrue();
    assertThat(OBJECT.isNull("null")).isTrue();
    assertThat(OBJECT.isNull("string")).isFalse();
    assertThat(OBJECT.object("object").integer("b")).isEqualTo(1);
    assertThat(OBJECT.strings("strings")).containsExactly("c", "d");
    assertThat(OBJECT.objects("objects")).extracting(o -> o.integer("e")).containsExactly(2L);
    assertThat(OBJECT.strings("empty")).isEmpty();
    assertThat(OBJECT.objects("empty")).isEmpty();
  }

  @Test
  void namesComeInTheOrderOfTheText() {
    assertThat(parse("{\"z\":1,\"a\":2,\"m\":3}").names()).containsExactly("z", "a", "m");
  }

  enum Accessor {
    STRING("string", JsonObject::string),
    INTEGER("integer", JsonObject::integer),
    FLAG("flag", JsonObject::flag),
    OBJECT("object", JsonObject::object),
    STRINGS("strings", JsonObject::strings),
    OBJECTS("objects", JsonObject::objects);

    private final String member;
    private final BiFunction<JsonObject, String, Object> reader;

    Accessor(String member, BiFunction<JsonObject, String, Object> reader) {
      this.member = member;
      this.reader = reader;
    }

    Object read(String name) {
      return reader.apply(JsonObjectTest.OBJECT, name);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMemberOfAnotherTypeIsRefused(Accessor accessor) {
    for (var name : OBJECT.names()) {
      boolean fits = name.equals(accessor.member) || name.equals("empty");
      if (!fits) {
        assertRefused(() -> accessor.read(name));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMissingMemberIsRefused(Accessor accessor) {
    assertRefused(() -> accessor.read("absent"));
  }

  @Test
  void aMissingMemberIsNotNull() {
    assertRefused(() -> OBJECT.isNull("absent"));
  }

  @Test
  void exactNamesAllowAnyOrderButNoneMoreOrFewer() {
    var object = parse("{\"a\":1,\"b\":2}");

    assertThat(object.requireExactly(Set.of("b", "a"))).isSameAs(object);
    assertRefused(() -> object.requireExactly(Set.of("a")));
    assertRefused(() -> object.requireExactly(Set.of("a", "b", "c")));
    assertRefused(() -> object.requireExactly(Set.of("a", "c")));
  }

  @Test
  void refusalsDoNotRepeatTheInput() {
    var object = parse("{\"a\":\"secret\",\"secret\":1}");

    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> object.integer("a"))
        .withMessage("a: want an integer in [0, 2^53)");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> object.requireExactly(Set.of("a")))
        .withMessageNotContaining("secret");
  }

  private static JsonObject parse(String json) {
    return StrictJson.parse(json.getBytes(UTF_8), StrictJson.MAX_DEPTH);
  }

  private static void assertRefused(ThrowingCallable reading) {
    assertThatExceptionOfType(FormatException.class).isThrownBy(reading);
  }
}
