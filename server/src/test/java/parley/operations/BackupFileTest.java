package parley.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.TestProcess;

/** Where a backup may be written, and what is left of one that is not finished. */
@Timeout(300)
class BackupFileTest {
  @TempDir Path place;

  private TestProcess backup(Path file, String... options) {
    var words = new ArrayList<>(List.of("backup", file.toString()));
    words.addAll(List.of(options));
    return TestProcess.run(place.resolve("data"), words.toArray(String[]::new));
  }

  private void assertRefused(String reason, Path file, String... options) {
    try (var process = backup(file, options)) {
      assertThat(process.awaitOutput()).contains(reason);
      assertThat(process.awaitExit()).isOne();
    }
  }

  @Test
  void nothingButAnArchiveGoesForOne() throws IOException {
    TestProcess.serve(place.resolve("data")).close();
    var database = place.resolve("data").resolve("parley.db");
    var gone = Files.createSymbolicLink(place.resolve("gone"), place.resolve("nowhere"));
    var link = Files.createSymbolicLink(place.resolve("link"), database);
    for (var forced : List.of(new String[0], new String[] {"--force"})) {
      assertRefused("is no file", gone, forced);
      assertRefused("is no file", link, forced);
      assertRefused("is no file", Files.createDirectories(place.resolve("directory")), forced);
    }
    assertThat(place.resolve("nowhere")).doesNotExist();
    assertRefused("is no archive", database, "--force");
    assertRefused("there is no directory " + place.resolve("none"), place.resolve("none/b.zip"));
    var empty = Files.createFile(place.resolve("empty.zip"));
    assertRefused("is there already", empty);
    for (var again = 0; again < 2; again++) {
      try (var process = backup(empty, "--force")) {
        assertThat(process.awaitOutput()).contains("empty.zip: ");
      }
    }
    TestProcess.serve(place.resolve("data")).close();
  }

  @Test
  void oneThatIsToldToEndLeavesNothing() throws IOException, InterruptedException {
    var data = place.resolve("data");
    try (var server = TestProcess.serve(data)) {
      var service =
          server.client().get("/v1/Configuration").is(200).text("default_chat_service_sid");
      server
          .client()
          .with("Content-Type", "image/png")
          .postRaw("/v1/Services/" + service + "/Media", "a picture")
          .is(201);
    }
    hang(data.resolve("media"));
    var backups = Files.createDirectory(place.resolve("backups"));
    try (var process = backup(backups.resolve("b.zip"), "--with-secrets")) {
      await().until(() -> names(backups).size() > 2); // the database and the archive as it grows
      process.terminate();
      process.awaitExit();
    }
    assertThat(names(backups)).isEmpty();
  }

  /** In place of the file comes one that is never read to its end. */
  private static void hang(Path media) throws IOException, InterruptedException {
    try (var files = Files.walk(media)) {
      var file = files.filter(one -> Files.isRegularFile(one)).findFirst().orElseThrow();
      Files.delete(file);
      var made = new ProcessBuilder("mkfifo", file.toString()).inheritIO().start().waitFor();
      assumeTrue(made == 0, "there are no such files here");
    }
  }

  private static List<Path> names(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      return files.filter(one -> Files.exists(one, LinkOption.NOFOLLOW_LINKS)).skip(1).toList();
    }
  }
}
