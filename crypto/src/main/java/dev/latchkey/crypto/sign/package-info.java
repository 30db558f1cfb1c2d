/// Ed25519 signatures.
@NullMarked
package dev.latchkey.crypto.sign;

import org.jspecify.annotations.NullMarked;
