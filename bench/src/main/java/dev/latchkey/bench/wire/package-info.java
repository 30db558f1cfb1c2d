/// How the clients of each contender talk.
@NullMarked
package dev.latchkey.bench.wire;

import org.jspecify.annotations.NullMarked;
