package dev.latchkey.broker.config;

/// How many letters must be added, dropped or changed to get from one word to another.
final class EditDistance {
  private EditDistance() {}

  static int between(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int column = 0; column < previous.length; column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[previous.length];
      current[0] = row;
      for (int column = 1; column < current.length; column++) {
        int changed = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                Math.min(current[column - 1], previous[column]) + 1,
                previous[column - 1] + changed);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
