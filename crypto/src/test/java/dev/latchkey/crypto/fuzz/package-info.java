/// Fuzzing: one target for each parser, its seeds, and the two ways to run them. In every build
/// each seed and many mutants go through each target; `.ci/fuzz` gives each to Jazzer for a while.
/// A target stands in the package of the parser that it is about.
@NullMarked
package dev.latchkey.crypto.fuzz;

import org.jspecify.annotations.NullMarked;
