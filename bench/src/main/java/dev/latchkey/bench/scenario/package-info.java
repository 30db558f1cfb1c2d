/// What is measured.
@NullMarked
package dev.latchkey.bench.scenario;

import org.jspecify.annotations.NullMarked;
