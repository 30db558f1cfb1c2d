package dev.latchkey.broker.metric;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.management.ManagementFactory;

/// The few of the Java process that matter here, by the names that dashboards know. Its beans are
/// first looked at when somebody asks: a start has no time for them.
final class JavaMetrics {
  private JavaMetrics() {}

  static void register(PrometheusRegistry registry) {
    GaugeWithCallback.builder()
        .name("jvm_memory_used_bytes")
        .help("Memory that Java objects (heap) and Java itself (nonheap) use.")
        .labelNames("area")
        .callback(
            it -> {
              var memory = ManagementFactory.getMemoryMXBean();
              it.call((double) memory.getHeapMemoryUsage().getUsed(), "heap");
              it.call((double) memory.getNonHeapMemoryUsage().getUsed(), "nonheap");
            })
        .register(registry);
    GaugeWithCallback.builder()
        .name("jvm_memory_max_bytes")
        .help("The most memory for Java objects.")
        .callback(it -> it.call((double) Runtime.getRuntime().maxMemory()))
        .register(registry);
    CounterWithCallback.builder()
        .name("jvm_gc_collection_seconds_total")
        .help("Time for which garbage collection held the process up.")
        .callback(it -> it.call(collectionSeconds()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("jvm_threads_current")
        .help("Platform threads; connections have virtual ones, which are not counted.")
        .callback(it -> it.call(ManagementFactory.getThreadMXBean().getThreadCount()))
        .register(registry);
    CounterWithCallback.builder()
        .name("process_cpu_seconds_total")
        .help("Processor time of the process.")
        .callback(it -> it.call(cpuSeconds()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("process_start_time_seconds")
        .help("When the process began, in seconds since 1970.")
        .callback(it -> it.call(ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3))
        .register(registry);
  }

  private static double collectionSeconds() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(it -> Math.max(0, it.getCollectionTime()))
            .sum()
        / 1e3;
  }

  private static double cpuSeconds() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(it -> it.toNanos() / 1e9)
        .orElse(0.0);
  }
}
