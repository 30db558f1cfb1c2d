/// The contenders, each started as a process of its own on the server's core.
@NullMarked
package dev.latchkey.bench.server;

import org.jspecify.annotations.NullMarked;
