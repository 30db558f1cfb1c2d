/// Sealing and opening of application frames under an epoch key.
@NullMarked
package dev.latchkey.crypto.seal;

import org.jspecify.annotations.NullMarked;
