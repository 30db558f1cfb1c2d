/// HPKE with X-Wing: what one side seals to a public key, only the holder of its seed opens, also
/// against an adversary who records today and has a quantum computer later.
@NullMarked
package dev.latchkey.crypto.wrap;

import org.jspecify.annotations.NullMarked;
