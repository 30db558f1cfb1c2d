package dev.latchkey.crypto.roster;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/// At entry `entry` the device `by` said that it compared the emoji with the device `mid`, and
/// whether they matched. It says nothing of anybody else's devices or eyes.
public record Comparison(MemberId by, MemberId mid, boolean match, int entry) {
  /// Of what one member said in this order, the last about each other one.
  static Collection<Comparison> newest(List<Comparison> made) {
    var newest = new LinkedHashMap<MemberId, Comparison>();
    made.forEach(comparison -> newest.put(comparison.mid, comparison));
    return newest.values();
  }
}
