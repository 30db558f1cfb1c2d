/// Copies of the embedded store and of the broker's keys, and the way back.
@NullMarked
package dev.latchkey.broker.backup;

import org.jspecify.annotations.NullMarked;
