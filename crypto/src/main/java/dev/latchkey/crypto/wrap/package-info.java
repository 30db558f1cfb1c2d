/// Wrapping of epoch keys for one member at a time, with HPKE.
@NullMarked
package dev.latchkey.crypto.wrap;

import org.jspecify.annotations.NullMarked;
