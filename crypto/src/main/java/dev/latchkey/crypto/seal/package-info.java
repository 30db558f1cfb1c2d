/// What clients seal for each other under keys that the broker never has: frames under an epoch
/// key, epoch keys and short texts under a recipient's public key. FORMATS.md §8 and §9.
@NullMarked
package dev.latchkey.crypto.seal;

import org.jspecify.annotations.NullMarked;
