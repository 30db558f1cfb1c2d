package dev.latchkey.broker.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values that were written, as a list that shares its beginning with the one it grew from.
final class Written {
  static final Written NOTHING = new Written(null, "", 0, 1);

  private final @Nullable Written before;
  private final String last;
  private final int size;
  private final long hash;

  private Written(@Nullable Written before, String last, int size, long hash) {
    this.before = before;
    this.last = last;
    this.size = size;
    this.hash = hash;
  }

  Written and(String value) {
    return new Written(this, value, size + 1, hash * 0x9e3779b97f4a7c15L + value.hashCode());
  }

  int size() {
    return size;
  }

  /// The values after the first so many.
  List<String> after(int first) {
    var values = new ArrayList<String>();
    for (var it = this; it != null && it.size > first; it = it.before) {
      values.add(it.last);
    }
    Collections.reverse(values);
    return values;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Written that) || size != that.size || hash != that.hash) {
      return false;
    }
    var one = this;
    var two = that;
    while (one != two) {
      if (!one.last.equals(two.last)) {
        return false;
      }
      one = one.before;
      two = two.before;
    }
    return true;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(hash);
  }
}
