package dev.latchkey.broker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.broker.TestBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class OpenApiTest {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

  private TestBroker broker;
  private JsonNode document;

  @BeforeAll
  void start() {
    broker = TestBroker.inMemory();
    document = broker.wire().send("GET", "/openapi.json").require(200).json();
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void everyRouteIsDescribedAndEveryDescriptionIsARoute() {
    var routes =
        broker.http().apiRoutes().stream()
            .map(route -> route.method().text() + " " + route.path().replace("{+", "{"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(routes).isNotEmpty().isEqualTo(described());
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    var references = new ArrayList<String>();
    collect(document, references);

    assertThat(references).isNotEmpty();
    assertThat(references)
        .allSatisfy(
            reference -> assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse());
  }

  @Test
  void everyPathParameterIsDeclared() {
    document
        .get("paths")
        .properties()
        .forEach(
            path -> {
              var declared = new TreeSet<String>();
              for (var parameter : path.getValue().path("parameters")) {
                declared.add(parameter.get("$ref").asText().replaceFirst(".*/", ""));
              }
              var used = new TreeSet<String>();
              for (var part : path.getKey().split("/")) {
                if (part.startsWith("{")) {
                  used.add(part.substring(1, part.length() - 1));
                }
              }
              assertThat(declared).isEqualTo(used);
            });
  }

  private TreeSet<String> described() {
    var described = new TreeSet<String>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        name -> {
                          if (METHODS.contains(name)) {
                            described.add(name.toUpperCase(Locale.ROOT) + " " + path.getKey());
                          }
                        }));
    return described;
  }

  private static void collect(JsonNode node, List<String> references) {
    if (node.has("$ref")) {
      references.add(node.get("$ref").asText());
    }
    node.forEach(child -> collect(child, references));
  }
}
