package dev.latchkey.broker.backup;

import dev.latchkey.broker.config.InvalidConfigException;
import dev.latchkey.broker.config.KeyFile;
import dev.latchkey.broker.session.StoreFailedException;
import dev.latchkey.broker.store.sqlite.SqliteCopy;
import java.nio.file.Path;

/// Puts a backup where a broker will start from it.
public final class Restore {
  private Restore() {}

  /// Throws [UnusableBackupException] if the store is newer than this broker, the folder is not
  /// empty, or the key file is there and has other keys; nothing is written then.
  public static void run(Backup backup, String passphrase, Path dataDir, KeyFile keyFile) {
    BackupCheck.requireKnownSchema(backup);
    Backup.requireEmpty(dataDir);
    var keys = backup.keys(passphrase);
    try {
      var isThere = keyFile.exists();
      if (isThere && !keys.continues(keyFile.read())) {
        throw new UnusableBackupException(keyFile.path() + " has the keys of another broker");
      }
      SqliteCopy.write(backup.folder(), dataDir);
      if (!isThere) {
        keyFile.make(keys);
      }
    } catch (StoreFailedException | InvalidConfigException e) {
      throw new UnusableBackupException(String.valueOf(e.getMessage()));
    }
  }
}
