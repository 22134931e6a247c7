package parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The scripts of packaging/image on a few files in place of Debian's and a runtime; the whole is
 * made by {@code ./dev package} and run by packaging/image/check.sh.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class ImageTest {
  private static final Path SCRIPTS = Path.of("..", "packaging").toAbsolutePath().normalize();
  private static final String DATA = "var/lib/parley/";

  @TempDir Path home;

  @Test
  void theSameFilesGiveTheSameImageWheneverAndWhereverItIsMade() throws Exception {
    files("one", "the program");
    var one = archive("one");
    var other = files("another place", "the program");
    for (var file : List.of("built/lib/parley.jar", "java/release")) {
      Files.setLastModifiedTime(other.resolve(file), FileTime.fromMillis(0));
    }
    Files.setPosixFilePermissions(
        other.resolve("built/lib/parley.jar"), PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.mismatch(one, archive("another place"))).isEqualTo(-1);
  }

  @Test
  void anUpdateOfTheProgramMovesTheLastLayerAlone() throws Exception {
    var old = image("old", "the program").layers();
    var fresh = image("fresh", "the next program").layers();
    assertThat(fresh).hasSize(4).startsWith(old.subList(0, 3).toArray(String[]::new));
    assertThat(fresh.get(3)).isNotEqualTo(old.get(3));
  }

  @Test
  void everyBlobIsWhatItsNameAndItsDescriptionSay() throws Exception {
    var image = image("image", "the program");
    assertThat(image.wrongBlobs()).isEmpty();
    assertThat(image.config().at("/rootfs/diff_ids").valueStream().map(JsonNode::asString))
        .containsExactlyElementsOf(image.unpackedDigests());
    assertThat(image.entry("oci-layout")).contains("1.0.0");
    assertThat(image.entry("manifest.json")).contains("parley:1.2.3");
    var about = image.config().at("/config/Labels");
    assertThat(about).isEqualTo(image.manifest().get("annotations"));
    assertThat(about.get("org.opencontainers.image.version").asString()).isEqualTo("1.2.3");
    assertThat(about.get("org.opencontainers.image.revision").asString()).isEqualTo("abc");
  }

  @Test
  void itRunsAsAUserOfItsOwnWhoMayWriteItsDataAlone() throws Exception {
    var image = image("image", "the program");
    var user = image.config().at("/config/User").asString().split(":", -1);
    assertThat(image.text("etc/passwd"))
        .contains(
            "\nparley:x:" + user[0] + ":" + user[1] + ":Parley:/" + DATA.replaceAll("/$", ""));
    var open = new TreeSet<String>();
    var owned = new TreeSet<String>();
    for (var file : image.files()) {
      if (!file.isSymbolicLink() && (file.getMode() & 022) != 0) {
        open.add(file.getName());
      }
      if (file.getLongUserId() != 0) {
        assertThat(file.getLongUserId()).isEqualTo(Long.parseLong(user[0])).isNotZero();
        owned.add(file.getName());
      }
    }
    assertThat(open).isEqualTo(Set.of("tmp/"));
    assertThat(owned).isEqualTo(Set.of(DATA));
  }

  @Test
  void whatItStartsAndAsksIsThere() throws Exception {
    var image = image("image", "the program");
    var config = image.config().get("config");
    var names = image.files().stream().map(file -> file.getName()).toList();
    assertThat(names)
        .contains(
            config.at("/Entrypoint/0").asString().substring(1),
            "usr/bin/sh",
            "usr/bin/" + config.at("/Healthcheck/Test/1").asString().split(" ", 2)[0],
            "usr/lib/parley/bin/parley",
            "usr/lib/parley/runtime/release",
            "usr/lib/parley/lib/parley.jar",
            "usr/lib/parley/lib/native/Linux-aarch64/libsqlitejdbc.so");
    assertThat(config.at("/Volumes").propertyNames())
        .containsExactly("/" + DATA.replaceAll("/$", ""));
  }

  @Test
  void whatTheMachineLacksIsTold() throws Exception {
    var shell = Files.createDirectory(home.resolve("bin"));
    var dirname = shell.resolve("dirname");
    Files.writeString(dirname, "#!/bin/sh\nexec /usr/bin/dirname \"$@\"\n");
    Files.setPosixFilePermissions(dirname, PosixFilePermissions.fromString("rwx------"));
    var told =
        run(
            1,
            Map.of("PATH", shell.toString()),
            "image/debian.sh",
            "root",
            home.toString(),
            "amd64",
            home.resolve("root").toString(),
            "busybox");
    assertThat(told)
        .isEqualTo(
            "debian.sh: there is no apt-get on this machine (Debian: apt-get install apt)\n");
    assertThat(home.resolve("root")).doesNotExist();
  }

  private ImageArchive image(String name, String program) throws Exception {
    files(name, program);
    return ImageArchive.of(archive(name));
  }

  /** What the build hands to the scripts, in small. */
  private Path files(String name, String program) throws IOException {
    var directory = home.resolve(name);
    write(directory.resolve("system/usr/bin/busybox"), "busybox");
    write(directory.resolve("java/release"), "JAVA_VERSION=\"25\"");
    write(directory.resolve("built/bin/parley"), "#!/bin/sh");
    write(directory.resolve("built/lib/find-java.sh"), "#");
    write(directory.resolve("built/lib/parley.jar"), program);
    write(directory.resolve("built/LICENSE"), "licence");
    write(directory.resolve("built/NOTICE"), "notice");
    driver(directory.resolve("built/lib/sqlite-jdbc-1.jar"));
    return directory;
  }

  private static void driver(Path jar) throws IOException {
    var entry = new ZipEntry("org/sqlite/native/Linux/aarch64/libsqlitejdbc.so");
    entry.setTime(0);
    try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(entry);
      zip.write(7);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Path archive(String name) throws Exception {
    var directory = home.resolve(name);
    var java = Map.of("java_home", System.getProperty("java.home"));
    var from = directory.toString();
    run(0, java, "image/layers.sh", from, from + "/java", from + "/built", "aarch64", "1795305600");
    var archive = home.resolve(name + ".tar");
    run(0, java, "image/oci.sh", from, "1.2.3", "abc", "1795305600", "arm64", archive.toString());
    return archive;
  }

  /** What a script prints, which has to end with this code. */
  private String run(int code, Map<String, String> variables, String script, String... arguments)
      throws IOException, InterruptedException {
    var output = home.resolve("output");
    var words = new ArrayList<>(List.of("/bin/sh", SCRIPTS.resolve(script).toString()));
    words.addAll(List.of(arguments));
    var shell = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
    shell.environment().putAll(variables);
    var ended = shell.start().waitFor();
    var text = Files.readString(output);
    assertThat(ended).as(text).isEqualTo(code);
    return text;
  }
}
