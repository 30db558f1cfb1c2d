/// Invite and access tokens: how they are signed, and what a verifier demands of them.
@NullMarked
package dev.latchkey.crypto.token;

import org.jspecify.annotations.NullMarked;
