/// The embedded store: one SQLite file. What was acknowledged survives a crash of the broker, of
/// the machine, and a loss of power, as far as the disk does what it says.
@NullMarked
package dev.latchkey.broker.store.sqlite;

import org.jspecify.annotations.NullMarked;
