package dev.latchkey.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The table of metrics in docs/operations.md, the dashboard and the alerts speak of metrics that a
/// broker has, with labels and values that they have.
class MetricsDocumentedTest {
  private static final Path ROOT = Path.of(System.getProperty("latchkey.root"));
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z_]+)(?:\\{([a-z,]+)})?` \\| ([a-z]+) \\| .+ \\|");
  private static final Pattern SELECTOR =
      Pattern.compile("\\b((?:latchkey|jvm|process)_[a-z_]+)(?:\\{([^}]*)})?");
  private static final Pattern MATCHER = Pattern.compile("([a-z_]+)(=~?|!=)\"([^\"]*)\"");
  private static final Pattern GROUPING = Pattern.compile("(?:by|on|group_left) ?\\(([a-z, ]*)\\)");

  /// What Prometheus itself, or a dashboard, adds.
  private static final Set<String> OTHERS = Set.of("job", "instance", "le");

  private final Scrape scrape = scrape();

  private static Scrape scrape() {
    try (var broker = TestBroker.inMemory()) {
      return Scrape.of(broker);
    }
  }

  @Test
  void theTableNamesEveryMetricWithItsKindAndLabelsAndNoOther() throws IOException {
    var documented = new TreeMap<String, String>();
    for (var line : Files.readAllLines(ROOT.resolve("docs/operations.md"))) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        var labels =
            row.group(2) == null
                ? Set.<String>of()
                : new TreeSet<>(Set.of(row.group(2).split(",")));
        documented.put(row.group(1), row.group(3) + " " + labels);
      }
    }
    var real = new TreeMap<String, String>();
    scrape
        .metrics()
        .forEach((name, labels) -> real.put(name, scrape.types().get(name) + " " + labels));

    assertThat(real).hasSizeGreaterThan(30);
    assertThat(documented).isEqualTo(real);
  }

  @Test
  void theDashboardAsksForWhatThereIs() throws IOException {
    var dashboard =
        new JsonMapper().readTree(ROOT.resolve("deploy/grafana/latchkey.json").toFile());
    var expressions = new ArrayList<String>();
    for (var target : dashboard.findValues("expr")) {
      expressions.add(target.asText());
    }

    assertThat(expressions).hasSizeGreaterThan(30);
    expressions.forEach(this::assertAnswered);
    assertThat(dashboard.get("panels").findValuesAsText("id")).doesNotHaveDuplicates();
  }

  @Test
  void theDashboardShowsEveryMetric() throws IOException {
    var text = Files.readString(ROOT.resolve("deploy/grafana/latchkey.json"));

    assertThat(scrape.metrics().keySet())
        .filteredOn(it -> !it.equals("process_start_time_seconds"))
        .allSatisfy(it -> assertThat(text).contains(it));
  }

  @Test
  void alertsAskForWhatThereIsAndNameAPageThatThereIs() throws IOException {
    var rules = new ArrayList<JsonNode>();
    for (var group : Yaml.read(ROOT.resolve("deploy/prometheus/alerts.yml")).get("groups")) {
      group.get("rules").forEach(rules::add);
    }
    var headings = headings();

    assertThat(rules).hasSizeGreaterThan(10);
    for (var rule : rules) {
      assertAnswered(rule.get("expr").asText());
      assertThat(headings).contains(rule.at("/annotations/runbook").asText());
      assertThat(rule.at("/labels/severity").asText()).isIn("page", "ticket");
      assertThat(rule.at("/annotations/summary").asText()).isNotEmpty();
    }
    assertThat(rules).extracting(it -> it.get("alert").asText()).doesNotHaveDuplicates();
  }

  private static List<String> headings() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/operations.md")).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> "docs/operations.md#" + line.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
        .toList();
  }

  /// Every metric of the expression is there, and has the labels that are asked for, with these
  /// values.
  private void assertAnswered(String expression) {
    var selector = SELECTOR.matcher(expression);
    var possible = new HashSet<>(OTHERS);
    int found = 0;
    while (selector.find()) {
      found++;
      var name = selector.group(1);
      assertThat(scrape.labels()).as(expression).containsKey(name);
      possible.addAll(scrape.labels().get(name));
      matchers(selector.group(2)).forEach((label, values) -> assertHas(name, label, values));
    }
    assertThat(found > 0 || expression.startsWith("up") || expression.startsWith("sum(up"))
        .as(expression)
        .isTrue();
    var grouping = GROUPING.matcher(expression);
    while (grouping.find()) {
      for (var label : grouping.group(1).split(", *")) {
        assertThat(possible).as(expression).contains(label);
      }
    }
  }

  private static Map<String, String> matchers(String text) {
    var matchers = new LinkedHashMap<String, String>();
    var matcher = MATCHER.matcher(text == null ? "" : text);
    while (matcher.find()) {
      matchers.put(matcher.group(1), matcher.group(3));
    }
    return matchers;
  }

  private void assertHas(String name, String label, String values) {
    if (OTHERS.contains(label)) {
      return;
    }
    for (var value : values.split("\\|")) {
      assertThat(scrape.series())
          .as(name + " with " + label + "=" + value)
          .anyMatch(it -> it.startsWith(name + "{") && it.contains(label + "=" + value));
    }
  }
}
