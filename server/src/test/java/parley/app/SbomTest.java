package parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The list of what is in an artefact, as packaging/sbom.sh makes it: right, or none and a failure.
 */
class SbomTest {
  private static final Path SCRIPT = Path.of("../packaging/sbom.sh").toAbsolutePath();

  @TempDir Path place;

  @BeforeEach
  void makeAnArtefact() throws IOException {
    assumeThat(Path.of("/usr/bin/jq")).exists();
    write("artefact", "bytes");
    write("lib/known-1.jar", "");
    write("lib/parley.jar", "");
    write(
        "bom.json",
        """
        {"metadata": {"component": {"bom-ref": "parley"}},
         "components": [{"bom-ref": "a", "name": "known", "version": "1"},
                        {"bom-ref": "b", "name": "compiled-against", "version": "1"}],
         "dependencies": [{"ref": "parley", "dependsOn": ["a", "b"]}]}
        """);
    write("runtime/release", "IMPLEMENTOR=\"Any\"\nJAVA_RUNTIME_VERSION=\"25+1\"\n");
    write("system/usr/lib/os-release", "ID=debian\nVERSION_ID=\"13\"\n");
    installed("libc6");
  }

  private void installed(String name) throws IOException {
    write("system/var/lib/dpkg/status.d/" + name, "Version: 1\nArchitecture: amd64\n");
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(place.resolve(file).getParent());
    Files.writeString(place.resolve(file), text);
  }

  private int run() throws IOException, InterruptedException {
    var command =
        List.of(
            "sh",
            SCRIPT.toString(),
            "artefact",
            "container",
            "bom.json",
            "lib",
            "runtime",
            "system");
    var process =
        new ProcessBuilder(command).directory(place.toFile()).redirectErrorStream(true).start();
    try (var said = process.getInputStream()) {
      said.readAllBytes();
    }
    return process.waitFor();
  }

  private List<String> listed() throws IOException {
    var document = Files.readString(place.resolve("artefact.cdx.json"), StandardCharsets.UTF_8);
    return JsonMapper.shared()
        .readTree(document)
        .get("components")
        .valueStream()
        .map(one -> one.get("name").asString())
        .toList();
  }

  @Test
  void itNamesTheJarsTheRuntimeAndTheSystemsPackages() throws Exception {
    assertThat(run()).isZero();
    assertThat(listed()).containsExactly("known", "openjdk", "libc6");
  }

  @Test
  void aJarThatNobodyKnowsEndsTheBuildAndLeavesNoList() throws Exception {
    write("lib/unknown-2.jar", "");
    assertThat(run()).isNotZero();
    assertThat(place.resolve("artefact.cdx.json")).doesNotExist();
  }

  @Test
  void aPackageWhoseLicenceNobodyHasLookedUpEndsTheBuildAndLeavesNoList() throws Exception {
    installed("unheard-of");
    assertThat(run()).isNotZero();
    assertThat(place.resolve("artefact.cdx.json")).doesNotExist();
  }
}
