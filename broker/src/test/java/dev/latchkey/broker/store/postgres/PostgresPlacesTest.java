package dev.latchkey.broker.store.postgres;

import dev.latchkey.broker.session.Places;
import dev.latchkey.broker.session.RendezvousContract;
import org.junit.jupiter.api.AfterEach;

class PostgresPlacesTest extends RendezvousContract {
  private final PostgresDatabase database =
      TestDatabase.open(PostgresServer.common().newDatabase());

  @Override
  protected Places places() {
    return new PostgresPlaces(database);
  }

  @AfterEach
  void close() {
    database.close();
  }
}
