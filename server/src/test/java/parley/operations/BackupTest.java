package parley.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.media.DiskBlobs;
import parley.storage.Database;
import parley.testkit.Chat;
import parley.testkit.Recount;
import parley.testkit.TestProcess;
import parley.testkit.TestServer;

/** A backup is what was there at one moment, and restored it is served. */
@Timeout(300)
class BackupTest {
  private static final int WRITERS = 16;
  private static final int ROOMS = 4;

  @TempDir Path place;

  @Test
  void underLoadItHoldsAllThatWasAcknowledgedBeforeAndOfEachConversationABeginning()
      throws InterruptedException {
    var data = place.resolve("data");
    var copy = place.resolve("copy");
    var file = place.resolve("backup.zip");
    var acknowledged = ConcurrentHashMap.<String>newKeySet();
    try (var server = TestProcess.serve(data)) {
      var chat = new Chat(server.client());
      var rooms = IntStream.range(0, ROOMS).mapToObj(n -> chat.joined("ada")).toList();
      var over = new CountDownLatch(1);
      var writers = writers(chat, rooms, acknowledged, over);
      while (acknowledged.size() < 300) {
        Thread.onSpinWait();
      }
      var before = Set.copyOf(acknowledged);
      assertThat(said(data, "backup", file.toString(), "--with-secrets")).contains("backup.zip: ");
      over.countDown();
      for (var writer : writers) {
        writer.join();
      }
      assertThat(said(copy, "restore", file.toString())).startsWith("restored: 4 conversations");
      try (var restored = TestProcess.serve(copy)) {
        var there = new ArrayList<String>();
        for (var room : rooms) {
          var messages = messages(restored, room);
          assertThat(messages(server, room)).startsWith(messages.toArray(String[]::new));
          there.addAll(messages);
        }
        assertThat(there).containsAll(before);
        new Chat(restored.client()).say(rooms.getFirst(), "ada", "it goes on");
        restored.terminate();
        assertThat(restored.awaitExit()).isZero();
      }
    }
    try (var database = Database.open("jdbc:sqlite:" + copy.resolve("parley.db"))) {
      Recount.assertRight(database);
    }
  }

  private static List<Thread> writers(
      Chat chat, List<String> rooms, Set<String> acknowledged, CountDownLatch over) {
    return IntStream.range(0, WRITERS)
        .mapToObj(
            n ->
                Thread.ofPlatform()
                    .start(
                        () -> {
                          while (over.getCount() > 0) {
                            acknowledged.add(chat.say(rooms.get(n % ROOMS), "bob", "hi").sid());
                          }
                        }))
        .toList();
  }

  /** The SIDs of all messages, by index. */
  private static List<String> messages(TestProcess server, String room) {
    var page = server.client().get(Chat.messages(room) + "?PageSize=1000").is(200);
    var there = new ArrayList<>(page.column("sid"));
    for (var next = page.next(); next != null; next = page.next()) {
      page = server.client().get(next).is(200);
      there.addAll(page.column("sid"));
    }
    return there;
  }

  @Test
  void restoredEveryRowAndEveryFileIsWhatItWas() throws IOException, SQLException {
    var file = place.resolve("backup.zip");
    try (var server = TestServer.onSqlite().start()) {
      var chat = server.chat();
      var room = chat.joined("ada");
      chat.sayAll(room, "bob", 20);
      var medium = upload(server, "a picture");
      chat.client().post(Chat.messages(room), "MediaSid", medium).is(201);
      var gone = upload(server, "gone");
      new DiskBlobs(server.files()).delete(gone);
      var manifest = backup(server).write(file, false);
      assertThat(manifest.media()).isOne();
      assertThat(manifest.mediaGone()).isOne();
      assertThat(manifest.rows()).containsEntry("messages", 21L);

      var restored = place.resolve("parley.db");
      var media = new DiskBlobs(place.resolve("media"));
      new Restore(file).run(restored, media);
      assertThat(rows(restored)).isEqualTo(rows(server.place().file()));
      try (var bytes = media.open(medium, 0)) {
        assertThat(bytes).hasContent("a picture");
      }
    }
  }

  private static String upload(TestServer server, String text) {
    var service =
        server.get("/v1/Configuration").is(200).at("/default_chat_service_sid").asString();
    return server
        .client()
        .with("Content-Type", "image/png")
        .postRaw("/v1/Services/" + service + "/Media", text)
        .is(201)
        .sid();
  }

  private static Backup backup(TestServer server) {
    return new Backup(
        server.place().file(),
        new DiskBlobs(server.files()),
        Map.of(),
        "test",
        Clock.systemUTC(),
        line -> {});
  }

  /** Every row of every table, as texts. */
  private static Map<String, List<String>> rows(Path database) throws SQLException {
    var all = new TreeMap<String, List<String>>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        var statement = connection.createStatement()) {
      var tables = new ArrayList<String>();
      try (var names =
          statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'")) {
        while (names.next()) {
          tables.add(names.getString(1));
        }
      }
      for (var table : tables) {
        try (var rows = statement.executeQuery("SELECT * FROM " + table)) {
          all.put(table, texts(rows));
        }
      }
    }
    assertThat(all).containsKeys("messages", "inbox", "media");
    return all;
  }

  private static List<String> texts(ResultSet rows) throws SQLException {
    var texts = new ArrayList<String>();
    while (rows.next()) {
      var text = new StringBuilder();
      for (var column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
        text.append(rows.getString(column)).append('|');
      }
      texts.add(text.toString());
    }
    texts.sort(null);
    return texts;
  }

  @Test
  void itIsItsOwnersAloneAndHasSecretsOnlyWhenAsked() throws IOException {
    var data = place.resolve("data");
    TestProcess.serve(data, Map.of()).close();
    var file = place.resolve("backup.zip");
    said(data, Map.of(), "backup", file.toString(), "--without-media");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(entries(file)).containsExactly("parley.db", "manifest.properties");
    try (var files = Files.list(place)) {
      assertThat(files).as("nothing is left beside").containsExactlyInAnyOrder(data, file);
    }
    var copy = place.resolve("copy");
    assertThat(said(copy, Map.of(), "restore", file.toString()))
        .contains("the media are not in the backup", "the secrets are not in the backup")
        .contains(copy.resolve("auth-token").toString(), "PARLEY_SECRET_KEY");
    try (var refused = TestProcess.run(copy, Map.of(), "serve", "--port", "0")) {
      assertThat(refused.awaitOutput()).contains("the secret key of the database", "is missing");
    }
    said(data, Map.of(), "backup", file.toString(), "--with-secrets", "--force");
    assertThat(entries(file)).contains("secrets/auth-token", "secrets/secret-key");
    said(copy, Map.of(), "restore", file.toString(), "--force");
    for (var secret : List.of("auth-token", "secret-key")) {
      assertThat(copy.resolve(secret)).hasSameTextualContentAs(data.resolve(secret));
    }
    TestProcess.serve(copy, Map.of()).close();
  }

  private static List<String> entries(Path file) throws IOException {
    try (var zip = new ZipFile(file.toFile())) {
      return zip.stream().map(Object::toString).toList();
    }
  }

  @Test
  void nothingIsWrittenOverUnlessForced() throws IOException {
    var data = place.resolve("data");
    var file = Files.writeString(place.resolve("backup.zip"), "PK\3\4 somebody's");
    try (var server = TestProcess.serve(data)) {
      assertThat(said(data, "backup", file.toString())).contains("is there already", "--force");
      assertThat(file).hasContent("PK\3\4 somebody's");
      said(data, "backup", file.toString(), "--force");
      assertThat(said(data, "restore", file.toString(), "--force"))
          .startsWith("parley: another Parley is using the database");
      server.client().get("/v1/Conversations").is(200);
    }
    assertThat(said(data, "restore", file.toString()))
        .startsWith("parley: there is a database already: ");
  }

  @Test
  void aDamagedOneIsRefusedAndNothingIsWritten() throws IOException {
    var file = place.resolve("backup.zip");
    try (var server = TestServer.onSqlite().start()) {
      server.chat().sayAll(server.chat().joined("ada"), "bob", 50);
      backup(server).write(file, false);
    }
    var whole = Files.readAllBytes(file);
    var flipped = whole.clone();
    flipped[whole.length / 2] ^= 1;
    for (var damaged :
        List.of(
            flipped,
            Arrays.copyOf(whole, whole.length / 2),
            "no archive".getBytes(StandardCharsets.UTF_8),
            new byte[0])) {
      Files.write(file, damaged);
      var copy = place.resolve("copy");
      assertThat(said(copy, "restore", file.toString()))
          .startsWith("parley: the backup " + file + " cannot be restored: ");
      assertThat(copy.resolve("parley.db")).doesNotExist();
      assertThat(copy.resolve("media")).doesNotExist();
    }
  }

  @Test
  void ofPostgresItTellsTheCommandsThatDoIt() {
    var url = "jdbc:postgresql://127.0.0.1/chat?user=parley";
    assertThat(said(place, "backup", "x", "--database", url))
        .contains("umask 077; pg_dump --format=custom --file=parley.dump 'postgresql://127.0.0.1/");
    assertThat(said(place, "restore", "x", "--database", url)).contains("pg_restore --no-owner");
  }

  private static String said(Path data, String... command) {
    return said(data, TestProcess.ACCOUNT, command);
  }

  private static String said(Path data, Map<String, String> variables, String... command) {
    try (var process = TestProcess.run(data, variables, command)) {
      return process.awaitOutput();
    }
  }
}
