package parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.Chat;
import parley.testkit.TestProcess;
import parley.testkit.TestServer;

/**
 * How the program starts, and how a start that fails ends: in one line, and nothing stays behind.
 */
@Timeout(300)
class InstallationTest {
  private static final Map<String, String> NONE = Map.of();

  @TempDir Path home;

  @Test
  void whatIsSetWronglyIsToldBeforeAnythingIsMade() {
    var data = home.resolve("data");
    var wrong = Map.of("PARLEY_SECRET_KEY", "0123456789abcdef", "PARLEY_PORT", "x");
    try (var start = TestProcess.run(data, wrong, "serve")) {
      assertThat(start.awaitOutput().lines())
          .containsExactly(
              "parley: --port (PARLEY_PORT) must be a whole number from 0 to 65535, not x",
              "parley: PARLEY_SECRET_KEY must be 64 hexadecimal digits",
              "parley: see parley help serve");
      assertThat(start.awaitExit()).isEqualTo(2);
    }
    assertThat(data).doesNotExist();
  }

  @Test
  void aBadFileOfASecretEndsTheStartAndLeavesTheDataToTheNext() throws IOException {
    for (var wrong : List.of("", "0123456789abcdef")) {
      Files.writeString(home.resolve("secret-key"), wrong);
      try (var start = TestProcess.run(home, "serve", "--port", "0")) {
        assertRefused(start, home.resolve("secret-key").toString());
      }
    }
    Files.delete(home.resolve("secret-key"));
    TestProcess.serve(home).close();
  }

  @Test
  void aDirectoryInPlaceOfTheDatabaseEndsTheStart() throws IOException {
    var file = home.resolve("parley.db");
    Files.createDirectory(file);
    try (var start = TestProcess.run(home, "serve", "--port", "0")) {
      assertRefused(start, "parley.db");
    }
    Files.delete(file);
    TestProcess.serve(home).close();
  }

  @Test
  void noMessageShowsThePasswordOfTheDatabase() {
    var variables = Map.of("PARLEY_DATABASE_PASSWORD", "hush-hush", "PARLEY_DATABASE_WAIT", "0");
    for (var url :
        List.of(
            "jdbc:postgresql://127.0.0.1:1/parley?user=u&password=hush-hush",
            "jdbc:postgresql://127.0.0.1:port/parley?user=u&password=hush-hush",
            "jdbc:postgresql://u:hush-hush@127.0.0.1:1/parley")) {
      try (var start =
          TestProcess.run(home, variables, "serve", "--port", "0", "--database", url)) {
        assertThat(start.awaitOutput())
            .contains("parley: ")
            .doesNotContain("hush", "Exception", "\tat ");
        assertThat(start.awaitExit()).isNotZero();
      }
    }
  }

  @Test
  void aDirectoryThatIsNoneEndsTheStart() throws IOException {
    var file = Files.createFile(home.resolve("file"));
    for (var data : List.of(file, file.resolve("below"))) {
      try (var start = TestProcess.run(data, "serve", "--port", "0")) {
        assertRefused(start, file.toString());
      }
    }
  }

  @Test
  void aPortOrHostThatCannotBeTakenEndsTheStart() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());
      try (var start = TestProcess.run(home, "serve", "--port", port)) {
        assertRefused(start, "--port");
      }
    }
    try (var start = TestProcess.run(home, "serve", "--port", "0", "--host", "192.0.2.1")) {
      assertRefused(start, "--host");
    }
    try (var start = TestProcess.run(home, "serve", "--port", "0", "--host", "no host")) {
      assertRefused(start, "--host");
    }
  }

  @Test
  void aBlankTokenIsNoToken() throws IOException {
    var blank = Map.of("PARLEY_AUTH_TOKEN", "", "PARLEY_ACCOUNT_SID", TestServer.ACCOUNT);
    try (var server = TestProcess.serve(home, blank)) {
      var path = "/v1/Conversations";
      server.anonymous().as(TestServer.ACCOUNT, "").get(path).is(401);
      var made = Files.readString(home.resolve("auth-token")).strip();
      assertThat(made).hasSize(32);
      server.anonymous().as(TestServer.ACCOUNT, made).get(path).is(200);
    }
  }

  @Test
  void aShortTokenInItsFileIsTakenOnLoopbackAlone() throws IOException {
    Files.writeString(home.resolve("auth-token"), "test\n");
    try (var start = TestProcess.run(home, NONE, "serve", "--port", "0", "--host", "0.0.0.0")) {
      assertRefused(start, "must have 16 characters or more");
    }
    TestProcess.serve(home, NONE).close();
  }

  @Test
  void whatAServerKeepsIsItsOwnersAlone() throws IOException {
    var fresh = home.resolve("fresh");
    try (var server = TestProcess.serve(fresh)) {
      keepSomething(server);
      assertOwnersAlone(fresh);
    }
  }

  @Test
  void dataThatWereOpenToOthersAreSoNoMore() throws IOException {
    try (var server = TestProcess.serve(home)) {
      keepSomething(server);
    }
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (var file : List.of("parley.db", "parley.db-wal", "parley.db-shm")) {
      Files.setPosixFilePermissions(
          home.resolve(file), PosixFilePermissions.fromString("rw-r--r--"));
    }
    try (var server = TestProcess.serve(home)) {
      assertOwnersAlone(home);
      server.client().get("/v1/Conversations").is(200);
    }
  }

  @Test
  void aDirectoryThatHoldsOtherThingsTooIsNotClosed() throws IOException {
    Files.createFile(home.resolve("of-somebody-else"));
    var rights = PosixFilePermissions.fromString("rwxr-xr-x");
    Files.setPosixFilePermissions(Files.createDirectory(home.resolve("media")), rights);
    Files.setPosixFilePermissions(home, rights);
    var token = Files.writeString(home.resolve("auth-token"), "0123456789abcdef\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    try (var server = TestProcess.serve(home, NONE)) {
      server.client().get("/v1/Conversations").is(401);
    }
    assertThat(Files.getPosixFilePermissions(home)).isEqualTo(rights);
    for (var file : List.of("auth-token", "secret-key", "parley.db", "media")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(file))))
          .endsWith("------");
    }
  }

  private static void keepSomething(TestProcess server) {
    var room = new Chat(server.client()).conversation();
    var service = server.client().get("/v1/Conversations/" + room).text("chat_service_sid");
    server
        .client()
        .with("Content-Type", "image/png")
        .postRaw("/v1/Services/" + service + "/Media", "a picture")
        .is(201);
  }

  private static void assertOwnersAlone(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      assertThat(files.toList())
          .hasSizeGreaterThan(5)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
    }
  }

  @Test
  void aCommandInAWrongDirectoryMakesNothing() throws IOException {
    var there = Files.createDirectory(home.resolve("there"));
    for (var data : List.of(there, home.resolve("missing"))) {
      for (var words :
          List.of(
              List.of("token", "--identity", "ada"),
              List.of("key", "create"),
              List.of("key", "list"),
              List.of("secrets", "accept"))) {
        try (var command = TestProcess.run(data, words.toArray(String[]::new))) {
          assertRefused(command, "there is no installation here");
        }
      }
    }
    assertThat(there).isEmptyDirectory();
    assertThat(home.resolve("missing")).doesNotExist();
  }

  @Test
  void aTokenIsForNobodyWhomNoPathCanName() {
    for (var name : List.of("..", "%2e", "system")) {
      try (var command = TestProcess.run(home, "token", "--identity", name)) {
        assertThat(command.awaitOutput()).startsWith("parley: --identity must not be ");
        assertThat(command.awaitExit()).isEqualTo(2);
      }
    }
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void theFirstWordOfSeveralCommandsShowsThem() {
    try (var command = TestProcess.run(home, "key", "--help")) {
      assertThat(command.awaitOutput())
          .contains("key create", "key list", "key delete")
          .doesNotContain("serve ");
      assertThat(command.awaitExit()).isZero();
    }
  }

  /** One line that names the cause, a code that says so, no trace. */
  private static void assertRefused(TestProcess start, String cause) {
    assertThat(start.awaitOutput().lines().filter(line -> !line.contains(" WARN ")))
        .singleElement()
        .asString()
        .startsWith("parley: ")
        .contains(cause);
    assertThat(start.awaitExit()).isOne();
  }
}
