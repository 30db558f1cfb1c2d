/// One thread that plays all clients, and what it notes.
@NullMarked
package dev.latchkey.bench.load;

import org.jspecify.annotations.NullMarked;
