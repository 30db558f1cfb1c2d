package dev.latchkey.bench.server;

/// Who is there: so many rooms, so many clients in each.
public record Topology(int rooms, int clients) {
  public int all() {
    return rooms * clients;
  }
}
