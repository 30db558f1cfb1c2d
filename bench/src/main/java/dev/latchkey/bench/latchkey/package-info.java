/// Members of real sessions, made over the broker's HTTP interface.
@NullMarked
package dev.latchkey.bench.latchkey;

import org.jspecify.annotations.NullMarked;
