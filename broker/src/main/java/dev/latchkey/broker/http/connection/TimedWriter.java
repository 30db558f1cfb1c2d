package dev.latchkey.broker.http.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;

/// Writes answers for as long as the connection is waited for. A client that is gone is no failure.
final class TimedWriter implements DataWriter {
  private final DataWriter writer;
  private final Patience patience;

  TimedWriter(DataWriter writer, Patience patience) {
    this.writer = writer;
    this.patience = patience;
  }

  @Override
  public void write(BufferData... buffers) {
    timed(() -> writer.write(buffers));
  }

  @Override
  public void write(BufferData buffer) {
    timed(() -> writer.write(buffer));
  }

  @Override
  public void writeNow(BufferData... buffers) {
    timed(() -> writer.writeNow(buffers));
  }

  @Override
  public void writeNow(BufferData buffer) {
    timed(() -> writer.writeNow(buffer));
  }

  private void timed(Runnable write) {
    patience.beforeWrite();
    try {
      write.run();
    } catch (UncheckedIOException e) {
      throw new ServerConnectionException("the client does not take the answer", e);
    } finally {
      patience.afterWrite();
    }
  }
}
