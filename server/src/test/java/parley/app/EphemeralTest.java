package parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.TestProcess;

/** A server without data of its own leaves none behind. */
@Timeout(300)
class EphemeralTest {
  @TempDir Path place;

  private List<Path> left() throws IOException {
    try (var all = Files.list(place)) {
      return all.filter(it -> !it.getFileName().toString().startsWith("sqlite")).toList();
    }
  }

  private Path leave(String name, String mark) throws IOException {
    var directory = Files.createDirectory(place.resolve(name));
    Files.writeString(directory.resolve("parley.db"), "data");
    var file = Files.writeString(directory.resolve(EphemeralDirectory.MARK), mark);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    return directory;
  }

  @Test
  void itsDirectoryIsItsOwnersAloneAndGoesWithIt() throws IOException {
    try (var directory = EphemeralDirectory.makeIn(place)) {
      Files.createDirectories(directory.path().resolve("media/x"));
      Files.writeString(directory.path().resolve("media/x/file"), "bytes");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path())))
          .isEqualTo("rwx------");
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void whatAKilledOneHasLeftGoesWithTheNextAndNothingElseDoes() throws IOException {
    leave("parley-ephemeral-1", EphemeralDirectory.MARKED);
    var unmarked = leave("parley-ephemeral-2", "something else");
    var other = leave("parley-data", EphemeralDirectory.MARKED);
    var elsewhere = Files.createDirectory(place.resolve("elsewhere"));
    var link = Files.createSymbolicLink(place.resolve("parley-ephemeral-3"), elsewhere);
    try (var alive = EphemeralDirectory.makeIn(place)) {
      var mark = alive.path().resolve(EphemeralDirectory.MARK);
      Files.setLastModifiedTime(mark, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
      try (var next = EphemeralDirectory.makeIn(place)) {
        assertThat(left())
            .containsExactlyInAnyOrder(alive.path(), next.path(), unmarked, other, elsewhere, link);
      }
    }
  }

  @Test
  void aLinkInItLeadsNobodyToDeleteWhatItLeadsTo() throws IOException {
    var precious = Files.writeString(place.resolve("precious"), "kept");
    var directory = leave("parley-ephemeral-1", EphemeralDirectory.MARKED);
    Files.createSymbolicLink(directory.resolve("link"), place);
    EphemeralDirectory.makeIn(place).close();
    assertThat(left()).containsExactly(precious);
  }

  /** An official SDK refuses all others before it sends anything. */
  @Test
  void itsCredentialsAreOfLettersAndDigitsAlone() {
    assertThat(List.of(Ephemeral.TOKEN.text(), Ephemeral.KEY_SECRET))
        .allMatch(one -> one.matches("[A-Za-z0-9]{16,}"));
  }

  @Test
  void aServerTellsItsCredentialsAndLeavesNothingWhenItIsTerminated() throws IOException {
    try (var server = TestProcess.ephemeral(place, "--test-controls", "--port", "0")) {
      assertThat(server.awaitLine("auth token")).endsWith(Ephemeral.TOKEN.text());
      assertThat(server.awaitLine("api key")).contains(Ephemeral.KEY_SID, Ephemeral.KEY_SECRET);
      assertThat(server.awaitLine("tests")).contains("/parley/v1/Test");
      assertThat(left()).hasSize(1);
      server.terminate();
      assertThat(server.awaitExit()).isZero();
    }
    assertThat(left()).isEmpty();
  }
}
