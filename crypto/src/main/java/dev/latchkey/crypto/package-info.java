/// Values and encodings that every part of the protocol shares.
@NullMarked
package dev.latchkey.crypto;

import org.jspecify.annotations.NullMarked;
