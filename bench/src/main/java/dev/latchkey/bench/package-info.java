/// Measures the broker beside what else relays messages between browsers. `bench/README.md`.
@NullMarked
package dev.latchkey.bench;

import org.jspecify.annotations.NullMarked;
