package dev.latchkey.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The samples in deploy/, as far as they can be checked without a container engine: they are well
/// formed, fit each other, and name what this broker has.
class DeploymentTest {
  private static final Path ROOT = Path.of(System.getProperty("latchkey.root"));
  private static final Path DEPLOY = ROOT.resolve("deploy");
  private static final Pattern VARIABLE = Pattern.compile("\\bLATCHKEY_[A-Z0-9_]+");
  private static final Pattern SECONDS = Pattern.compile("([0-9]+)s");
  private static final int SPARE_SECONDS = 10;

  @Test
  void everyVariableIsASetting() throws IOException {
    var settings = Files.readString(ROOT.resolve("docs/settings.md"));
    try (var files = Files.walk(DEPLOY)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var variable = VARIABLE.matcher(Files.readString(file));
        while (variable.find()) {
          var name = variable.group();
          assertThat(List.of(name, name.replaceFirst("_FILE$", "")))
              .as(file.toString())
              .anyMatch(it -> settings.contains("`" + it + "`"));
        }
      }
    }
    assertThat(environment()).hasSizeGreaterThan(5);
  }

  @Test
  void probesAskAtThePortAndThePathsThatTheBrokerAnswers() throws IOException {
    var container = container();
    var ports = container.get("ports");
    assertThat(ports).extracting(it -> it.get("name").asText()).contains("http", "management");
    try (var broker = TestBroker.inMemory()) {
      for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
        var asked = container.get(probe).get("httpGet");
        assertThat(asked.get("port").asText()).isEqualTo("management");
        broker.managementWire().send("GET", asked.get("path").asText()).require(200);
      }
      var scraped = kubernetes("Service", "latchkey-management").at("/metadata/annotations");
      broker.managementWire().send("GET", scraped.get("prometheus.io/path").asText()).require(200);
    }
    assertThat(setting("LATCHKEY_LISTEN")).endsWith(":" + port(ports, "http"));
    assertThat(setting("LATCHKEY_MANAGEMENT_LISTEN")).endsWith(":" + port(ports, "management"));
  }

  @Test
  void aBrokerHasTheTimeItNeedsToStop() throws IOException {
    var pod = kubernetes("Deployment", "latchkey").at("/spec/template/spec");
    int waits = container().at("/lifecycle/preStop/sleep/seconds").asInt();
    var drain = SECONDS.matcher(setting("LATCHKEY_HTTP_DRAIN"));

    assertThat(drain.matches()).isTrue();
    assertThat(pod.get("terminationGracePeriodSeconds").asInt())
        .isGreaterThanOrEqualTo(waits + Integer.parseInt(drain.group(1)) + SPARE_SECONDS);
  }

  @Test
  void brokersAreReplacedOneByOneAndNobodyIsBoundToOne() throws IOException {
    var deployment = kubernetes("Deployment", "latchkey");
    var labels = deployment.at("/spec/template/metadata/labels");

    assertThat(deployment.at("/spec/replicas").asInt()).isGreaterThan(1);
    assertThat(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt()).isZero();
    assertThat(kubernetes("PodDisruptionBudget", "latchkey").at("/spec/selector/matchLabels"))
        .isEqualTo(labels);
    assertThat(kubernetes("NetworkPolicy", "latchkey").at("/spec/podSelector/matchLabels"))
        .isEqualTo(labels);
    var service = kubernetes("Service", "latchkey");
    assertThat(service.at("/spec/selector")).isEqualTo(labels);
    assertThat(service.at("/spec").has("sessionAffinity")).isFalse();
    assertThat(kubernetes("Ingress", "latchkey").toString()).doesNotContain("affinity");
  }

  @Test
  void theBrokerMayDoNothingThatItDoesNotNeed() throws IOException {
    var pod = kubernetes("Deployment", "latchkey").at("/spec/template/spec");
    var allowed = container().get("securityContext");

    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    assertThat(pod.get("automountServiceAccountToken").asBoolean(true)).isFalse();
    assertThat(allowed.get("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(allowed.get("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(allowed.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
  }

  @Test
  void secretsComeFromFilesAndEveryFileIsMounted() throws IOException {
    var container = container();
    var mounts = new ArrayList<String>();
    container.get("volumeMounts").forEach(it -> mounts.add(it.get("mountPath").asText()));
    var volumes = kubernetes("Deployment", "latchkey").at("/spec/template/spec/volumes");
    var names = new ArrayList<String>();
    volumes.forEach(it -> names.add(it.get("name").asText()));

    for (var mount : container.get("volumeMounts")) {
      assertThat(names).contains(mount.get("name").asText());
    }
    for (var variable : environment()) {
      var value = variable.get("value").asText();
      if (variable.get("name").asText().matches("LATCHKEY_(STORE|REDIS_URL).*")) {
        assertThat(variable.get("name").asText()).endsWith("_FILE");
      }
      if (value.startsWith("/")) {
        assertThat(mounts).anyMatch(it -> value.startsWith(it + "/"));
      }
    }
  }

  @Test
  void everyManifestIsPartOfTheWhole() throws IOException {
    var listed = new ArrayList<String>();
    var whole = Yaml.read(DEPLOY.resolve("kubernetes/kustomization.yaml"));
    whole.get("resources").forEach(it -> listed.add(it.asText()));
    try (var files = Files.list(DEPLOY.resolve("kubernetes"))) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .filteredOn(it -> !it.equals("kustomization.yaml"))
          .containsExactlyInAnyOrderElementsOf(listed);
    }
    assertThat(whole.at("/images/0/name").asText()).isEqualTo(container().get("image").asText());
  }

  @Test
  void theImageRunsAsNobodyAndNamesFilesThatTheBuildMakes() throws IOException {
    var lines = Files.readAllLines(DEPLOY.resolve("Containerfile"));
    var text = String.join("\n", lines);

    assertThat(lines.getLast()).contains("/latchkey/latchkey-broker.jar");
    assertThat(lines).anyMatch(it -> it.matches("USER [1-9][0-9]*:[1-9][0-9]*"));
    assertThat(text.lastIndexOf("\nUSER ")).isGreaterThan(text.lastIndexOf("\nFROM "));
    assertThat(text)
        .contains("broker/target/latchkey-broker.jar", "broker/java.options", "\"healthcheck\"");
    assertThat(ROOT.resolve("broker/java.options")).exists();
  }

  private static int port(JsonNode ports, String name) {
    for (var port : ports) {
      if (port.get("name").asText().equals(name)) {
        return port.get("containerPort").asInt();
      }
    }
    throw new AssertionError("no port " + name);
  }

  private static String setting(String name) throws IOException {
    for (var variable : environment()) {
      if (variable.get("name").asText().equals(name)) {
        return variable.get("value").asText();
      }
    }
    throw new AssertionError("no variable " + name);
  }

  private static List<JsonNode> environment() throws IOException {
    var all = new ArrayList<JsonNode>();
    container().get("env").forEach(all::add);
    return all;
  }

  private static JsonNode container() throws IOException {
    return kubernetes("Deployment", "latchkey").at("/spec/template/spec/containers/0");
  }

  private static JsonNode kubernetes(String kind, String name) throws IOException {
    try (var files = Files.list(DEPLOY.resolve("kubernetes"))) {
      for (var file : files.toList()) {
        for (var manifest : Yaml.readAll(file)) {
          if (manifest.get("kind").asText().equals(kind)
              && manifest.at("/metadata/name").asText().equals(name)) {
            return manifest;
          }
        }
      }
    }
    throw new AssertionError("no " + kind + " " + name);
  }
}
