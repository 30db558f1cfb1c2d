package dev.latchkey.bench.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// How a server is started.
///
/// @param environment beside what the benchmark itself has
record Launch(List<String> command, Map<String, String> environment, Path folder) {}
