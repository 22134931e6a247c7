package parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.http.HttpLimits;
import parley.testkit.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What runs Parley for somebody (images, compose, Kubernetes, systemd) fits what Parley is. */
class PackagingTest {
  private static final Path ROOT = Path.of("..");
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Of the build's scripts and of compose.yaml itself. */
  private static final List<String> NO_SETTINGS = List.of("PARLEY_APT_SOURCES", "PARLEY_PUBLISH");

  @RegisterExtension final TestServer server = TestServer.onSqlite();

  @Test
  void everyVariableThatIsNamedIsASetting() throws IOException {
    var variables = Arrays.stream(Setting.values()).map(Setting::variable).toList();
    for (var file : files()) {
      assertThat(found("\\bPARLEY_[A-Z_]+\\b", file))
          .as(file.toString())
          .allMatch(name -> variables.contains(name) || NO_SETTINGS.contains(name));
    }
    var service = ROOT.resolve("packaging/deb/parley.service");
    assertThat(found("(?<=--)[a-z-]+", service)).isNotEmpty().isSubsetOf(Setting.names());
    assertThat(found("(?m)(?<=^#?)[a-z-]+(?==)", ROOT.resolve("packaging/deb/parley.conf")))
        .isNotEmpty()
        .isSubsetOf(Setting.names());
  }

  @Test
  void everyProbeAsksWhatIsServedWhereItIsServed() throws IOException {
    var asked = new ArrayList<String>();
    for (var file : files()) {
      asked.addAll(found("(?<!`)/health/[a-z]+", file));
    }
    assertThat(asked).contains("/health/live", "/health/ready");
    asked.stream().distinct().forEach(path -> server.anonymous().get(path).is(200));

    var admin = environment("PARLEY_ADMIN_PORT").get("value").asString();
    for (var probe : container().findValues("httpGet")) {
      assertThat(port(probe.get("port").asString())).isEqualTo(admin);
    }
    assertThat(text("Dockerfile")).contains("PARLEY_ADMIN_PORT=" + admin);
    assertThat(text("packaging/image/oci.sh")).contains("\"PARLEY_ADMIN_PORT=" + admin + "\"");
    assertThat(compose().at("/services/parley/healthcheck/test").asString())
        .contains(":" + admin + "/");
  }

  @Test
  void whatLeadsToItLeadsToItsPort() throws IOException {
    var port = Setting.PORT.otherwise();
    assertThat(port("http")).isEqualTo(port);
    assertThat(manifest("service").at("/spec/ports/0/targetPort").asString()).isEqualTo("http");
    assertThat(compose().at("/services/parley/ports/0").asString()).endsWith(":" + port);
    assertThat(text("Dockerfile")).contains("EXPOSE " + port + " ");
    assertThat(text("packaging/image/oci.sh")).contains("\"" + port + "/tcp\"");
    assertThat(manifest("service").at("/spec/selector"))
        .isEqualTo(manifest("deployment").at("/spec/template/metadata/labels"))
        .isEqualTo(manifest("deployment").at("/spec/selector/matchLabels"))
        .isEqualTo(manifest("disruption").at("/spec/selector/matchLabels"));
  }

  @Test
  void itIsOneUserEverywhere() throws IOException {
    var uid = found("(?<=uid=)\\d+", ROOT.resolve("packaging/image/user.sh")).getFirst();
    assertThat(text("Dockerfile"))
        .contains("USER " + uid + ":" + uid, "--uid " + uid + " --gid " + uid, "-o " + uid);
    var pod = manifest("deployment").at("/spec/template/spec/securityContext");
    for (var name : List.of("runAsUser", "runAsGroup", "fsGroup")) {
      assertThat(pod.get(name).asString()).as(name).isEqualTo(uid);
    }
    assertThat(text("docs/installing.md")).contains("chown " + uid + ":" + uid);
  }

  @Test
  void whoEndsItWaitsUntilItHasDrained() throws IOException {
    // Five seconds past the limit a process is gone (docs/operations.md, Stopping).
    var needed = HttpLimits.DEFAULT.drainTime().toSeconds() + 5;
    var pod = manifest("deployment").at("/spec/template/spec");
    var sleep = container().at("/lifecycle/preStop/exec/command/1").asLong();
    assertThat(sleep).isPositive();
    assertThat(pod.get("terminationGracePeriodSeconds").asLong()).isGreaterThan(needed + sleep);
    var grace = compose().at("/services/parley/stop_grace_period").asString();
    assertThat(Long.parseLong(grace.replace("s", ""))).isGreaterThan(needed);
    var systemd = found("(?<=TimeoutStopSec=)\\d+", ROOT.resolve("packaging/deb/parley.service"));
    assertThat(Long.parseLong(systemd.getFirst())).isGreaterThan(needed);
  }

  @Test
  void whoBringsLargeTablesUpToDateIsNotKilledAtIt() throws IOException {
    var probe = container().get("startupProbe");
    assertThat(probe.get("periodSeconds").asInt() * probe.get("failureThreshold").asInt())
        .isGreaterThanOrEqualTo(3600);
    // Some engines start again what is unhealthy.
    assertThat(text("Dockerfile")).contains("--start-period=1h", "/health/live\"");
    assertThat(text("packaging/image/oci.sh"))
        .contains("/health/live\"]", "\"StartPeriod\":3600000000000,");
  }

  @Test
  void whatTheyRunInTheImageIsInIt() throws IOException {
    var builtIn = Set.of("umask", "cd");
    var run = new TreeSet<String>();
    run.add(container().at("/lifecycle/preStop/exec/command/0").asString());
    run.add(compose().at("/services/parley/healthcheck/test").asString());
    run.addAll(
        compose()
            .at("/services/secrets/command/0")
            .asString()
            .lines()
            .flatMap(line -> Stream.of(line.split(" \\| ")))
            .toList());
    var tools = found("(?s)(?<=\ntools=\")[^\"]*", ROOT.resolve("packaging/image/layers.sh"));
    var there = List.of(tools.getFirst().split("\\s+"));
    assertThat(run.stream().map(line -> line.split(" ", 2)[0]))
        .hasSizeGreaterThan(5)
        .allMatch(word -> builtIn.contains(word) || there.contains(word));
  }

  @Test
  void nothingMayDoMoreThanItHasTo() throws IOException {
    for (var service : compose().get("services").properties()) {
      var set = service.getValue();
      assertThat(set.get("read_only").asBoolean()).as(service.getKey()).isTrue();
      assertThat(set.at("/cap_drop/0").asString()).as(service.getKey()).isEqualTo("ALL");
      assertThat(set.at("/security_opt/0").asString()).isEqualTo("no-new-privileges:true");
    }
    var pod = manifest("deployment").at("/spec/template/spec");
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/seccompProfile/type").asString())
        .isEqualTo("RuntimeDefault");
    assertThat(pod.get("automountServiceAccountToken").asBoolean()).isFalse();
    assertThat(pod.get("enableServiceLinks").asBoolean()).as("PARLEY_PORT").isFalse();
    var rights = container().get("securityContext");
    assertThat(rights.get("allowPrivilegeEscalation").asBoolean()).isFalse();
    assertThat(rights.get("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(rights.at("/capabilities/drop/0").asString()).isEqualTo("ALL");
  }

  @Test
  void secretsStandInNoFileOfOurs() throws IOException {
    for (var setting : Setting.values()) {
      if (setting.kind() == Setting.Kind.SECRET) {
        for (var file : files()) {
          assertThat(Files.readString(file))
              .doesNotContain(setting.variable() + "=", setting.variable() + ":");
        }
      }
    }
    for (var one : container().get("env")) {
      if (Setting.valueOf(one.get("name").asString().substring("PARLEY_".length())).kind()
          == Setting.Kind.SECRET) {
        assertThat(one.at("/valueFrom/secretKeyRef/name").asString()).isEqualTo("parley");
      }
    }
  }

  @Test
  void allNameTheVersionThatIsBuilt() throws IOException {
    var version = found("(?<=<version>)[^<]+", ROOT.resolve("pom.xml")).getFirst();
    for (var file : files()) {
      assertThat(found("(?<=parley:|newTag: )\\d[\\w.-]*", file)).allMatch(version::equals);
    }
    var kustomization = manifest("kustomization");
    assertThat(kustomization.at("/images/0/name")).isEqualTo(container().get("image"));
    var named = kustomization.get("resources").valueStream().map(JsonNode::asString).toList();
    try (var there = Files.list(ROOT.resolve("packaging/kubernetes"))) {
      assertThat(there.map(file -> file.getFileName().toString()))
          .filteredOn(name -> !name.startsWith("kustomization"))
          .containsExactlyInAnyOrderElementsOf(named);
    }
  }

  private static List<Path> files() throws IOException {
    try (var manifests = Files.list(ROOT.resolve("packaging/kubernetes"))) {
      return Stream.concat(
              manifests,
              Stream.of(
                      "Dockerfile", "compose.yaml", "packaging/image/oci.sh", "docs/installing.md")
                  .map(ROOT::resolve))
          .toList();
    }
  }

  private static List<String> found(String pattern, Path file) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(file))
        .results()
        .map(match -> match.group())
        .toList();
  }

  private static String text(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }

  private static JsonNode compose() throws IOException {
    return YAML.readTree(text("compose.yaml"));
  }

  private static JsonNode manifest(String name) throws IOException {
    return YAML.readTree(text("packaging/kubernetes/" + name + ".yaml"));
  }

  private static JsonNode container() throws IOException {
    return manifest("deployment").at("/spec/template/spec/containers/0");
  }

  private static JsonNode environment(String name) throws IOException {
    return container()
        .get("env")
        .valueStream()
        .filter(one -> one.get("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The number of the container's port that is called so. */
  private static String port(String name) throws IOException {
    return container()
        .get("ports")
        .valueStream()
        .filter(one -> one.get("name").asString().equals(name))
        .map(one -> one.get("containerPort").asString())
        .findFirst()
        .orElseThrow();
  }
}
