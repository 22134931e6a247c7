package parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.storage.Dialect;
import parley.testkit.Faults;
import parley.testkit.TestDatabase;
import parley.testkit.TestProcess;

/** A start that fails says why in one line, and ends. */
@Timeout(300)
class FailedStartTest {
  @TempDir Path data;

  @Test
  void anEmbeddedDatabaseThatCannotBeWritten() {
    try (var place = TestDatabase.fresh(Dialect.SQLITE)) {
      place.open().close();
      Faults.makeReadOnly(place.file());
      refused(place.url(), "0", "readonly database");
    }
  }

  @Test
  void aFileThatIsNoDatabaseAndStaysAsItIs() throws IOException {
    var file = Files.writeString(data.resolve("letter"), "To whom it may concern. ".repeat(100));
    var rights = PosixFilePermissions.fromString("rw-r--r--");
    Files.setPosixFilePermissions(file, rights);
    refused("jdbc:sqlite:" + file, "0", "not a database");
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(rights);
  }

  @Test
  void aDatabaseThatPostgresDoesNotHave() {
    try (var place = TestDatabase.fresh(Dialect.POSTGRESQL)) {
      var url = place.url().replaceFirst("/[a-z]+[?]", "/nowhere?");
      refused(url + "&password=secret", "600", "database \"nowhere\" does not exist");
    }
  }

  @Test
  void aHostThatDoesNotExist() {
    refused("jdbc:postgresql://nowhere.invalid/parley?password=secret", "600", "nowhere.invalid");
  }

  @Test
  void aServerThatIsNotThere() throws IOException {
    refused("jdbc:postgresql://127.0.0.1:" + freePort() + "/parley", "0", "refused");
  }

  private void refused(String url, String wait, String reason) {
    try (var server =
        TestProcess.run(data, "serve", "--port", "0", "--database", url, "--database-wait", wait)) {
      var output = server.awaitOutput();
      assertThat(output).doesNotContain("secret");
      assertThat(output.lines().filter(line -> !line.contains("WARN")))
          .singleElement()
          .asString()
          .startsWith("parley: ")
          .contains(reason);
      assertThat(server.awaitExit()).isOne();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
