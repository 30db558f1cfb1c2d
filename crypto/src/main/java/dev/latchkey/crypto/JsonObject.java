package dev.latchkey.crypto;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A JSON object as its reader wants it: each accessor demands a member of that name and type and
/// throws [FormatException] otherwise.
public final class JsonObject {
  private final Map<String, JsonValue> members;

  JsonObject(Map<String, JsonValue> members) {
    this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  Map<String, JsonValue> members() {
    return members;
  }

  /// In the order in which they stand.
  public Set<String> names() {
    return members.keySet();
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  /// Demands exactly these members, in any order.
  public JsonObject requireExactly(Set<String> names) {
    if (!members.keySet().equals(names)) {
      throw new FormatException("want exactly the members of this kind of object");
    }
    return this;
  }

  public String string(String name) {
    if (member(name) instanceof JsonValue.Text(String value)) {
      return value;
    }
    throw unwanted(name, "a string");
  }

  public long integer(String name) {
    if (member(name) instanceof JsonValue.Whole(long value)) {
      return value;
    }
    throw unwanted(name, "an integer in [0, 2^53)");
  }

  public boolean flag(String name) {
    if (member(name) instanceof JsonValue.Flag(boolean value)) {
      return value;
    }
    throw unwanted(name, "true or false");
  }

  public boolean isNull(String name) {
    return member(name) instanceof JsonValue.Null;
  }

  public JsonObject object(String name) {
    if (member(name) instanceof JsonValue.Members(JsonObject value)) {
      return value;
    }
    throw unwanted(name, "an object");
  }

  public List<String> strings(String name) {
    var strings = new ArrayList<String>();
    for (var item : items(name)) {
      if (!(item instanceof JsonValue.Text(String value))) {
        throw unwanted(name, "a list of strings");
      }
      strings.add(value);
    }
    return List.copyOf(strings);
  }

  public List<JsonObject> objects(String name) {
    var objects = new ArrayList<JsonObject>();
    for (var item : items(name)) {
      if (!(item instanceof JsonValue.Members(JsonObject value))) {
        throw unwanted(name, "a list of objects");
      }
      objects.add(value);
    }
    return List.copyOf(objects);
  }

  private List<JsonValue> items(String name) {
    if (member(name) instanceof JsonValue.Items(List<JsonValue> values)) {
      return values;
    }
    throw unwanted(name, "a list");
  }

  private JsonValue member(String name) {
    var value = members.get(name);
    if (value == null) {
      throw unwanted(name, "it present");
    }
    return value;
  }

  /// `name` is a name that the format knows, never one from the input.
  private static FormatException unwanted(String name, String wanted) {
    return new FormatException(name + ": want " + wanted);
  }
}
