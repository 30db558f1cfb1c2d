/// Signed statements about who belongs to a session, and the roster that they add up to.
@NullMarked
package dev.latchkey.crypto.roster;

import org.jspecify.annotations.NullMarked;
