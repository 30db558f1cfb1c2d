/// Signed texts: JWS in compact form, read by a parser stricter than RFC 7515.
@NullMarked
package dev.latchkey.crypto.jws;

import org.jspecify.annotations.NullMarked;
