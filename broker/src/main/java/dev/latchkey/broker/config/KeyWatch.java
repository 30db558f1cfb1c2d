package dev.latchkey.broker.config;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Gives a running broker the keys of its file when that has changed. A file that cannot be used,
/// or is that of another broker, changes nothing and is logged once.
public final class KeyWatch implements AutoCloseable {
  /// Well below [Keys#NOTICE].
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private static final Logger LOG = System.getLogger(KeyWatch.class.getName());

  private final KeyFile file;
  private final HeldKeys held;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("keys").factory());
  private boolean hasFailed;

  public KeyWatch(KeyFile file, HeldKeys held) {
    this.file = file;
    this.held = held;
  }

  public void start() {
    long millis = INTERVAL.toMillis();
    var _ = executor.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
  }

  /// Takes over what the file has.
  public void look() {
    try {
      var keys = file.read();
      if (!keys.continues(held.keys())) {
        throw new InvalidConfigException(file.path() + " has the keys of another broker");
      }
      if (!Arrays.equals(keys.write(), held.keys().write())) {
        held.take(keys);
        LOG.log(Level.INFO, "the key file has changed: its keys are in use");
      }
      hasFailed = false;
    } catch (RuntimeException e) {
      // A round that threw would be the last one.
      if (!hasFailed) {
        LOG.log(Level.ERROR, "the keys stay as they were: {0}", e.getMessage());
      }
      hasFailed = true;
    }
  }

  @Override
  public void close() {
    executor.close();
  }
}
