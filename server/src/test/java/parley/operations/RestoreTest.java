package parley.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.media.DiskBlobs;
import parley.testkit.TestProcess;
import parley.testkit.TestServer;

/** Archives that somebody has made, damaged or cut, whatever their checksums say. */
@Timeout(300)
class RestoreTest {
  @TempDir Path place;
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private String medium = "";

  @BeforeEach
  void makeOne() throws IOException {
    try (var server = TestServer.onSqlite().start()) {
      var service = server.get("/v1/Configuration").is(200).text("default_chat_service_sid");
      medium =
          server
              .client()
              .with("Content-Type", "image/png")
              .postRaw("/v1/Services/" + service + "/Media", "a picture")
              .is(201)
              .sid();
      var secrets = Map.of("auth-token", "a token", "secret-key", "a key");
      var blobs = new DiskBlobs(server.files());
      new Backup(server.place().file(), blobs, secrets, "test", Clock.systemUTC(), line -> {})
          .write(place.resolve("made.zip"), false);
    }
    try (var zip = new ZipInputStream(Files.newInputStream(place.resolve("made.zip")))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
  }

  private Restore restore() throws IOException {
    var file = place.resolve("backup.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return new Restore(file);
  }

  private Manifest run() throws IOException {
    return restore().run(place.resolve("parley.db"), new DiskBlobs(place.resolve("media")));
  }

  /** As it is with another text in one entry, which is made where it is none. */
  private void assertRefused(String name, String text, String reason) throws IOException {
    var before = new LinkedHashMap<>(entries);
    entries.put(name, text.getBytes(StandardCharsets.UTF_8));
    var manifest = entries.remove(Backup.MANIFEST); // it is the last
    entries.put(Backup.MANIFEST, manifest);
    assertThatThrownBy(this::run).isInstanceOf(BadBackup.class).hasMessageContaining(reason);
    assertThat(place.resolve("parley.db")).doesNotExist();
    assertThat(place.resolve("parley.db.restoring")).doesNotExist();
    assertThat(place.resolve("media")).doesNotExist();
    entries.clear();
    entries.putAll(before);
  }

  @Test
  void whatIsNotAsABackupIsIsRefusedAndNothingIsWritten() throws IOException {
    var manifest = new String(entries.get(Backup.MANIFEST), StandardCharsets.UTF_8);
    assertRefused(Backup.DATABASE, "no database", "the database in it is damaged");
    assertRefused(Backup.MANIFEST, "\\u00zz", "its manifest is damaged");
    assertRefused(Backup.MANIFEST, manifest + "#".repeat(1 << 16), "too long");
    assertRefused(Backup.MANIFEST, manifest.replace("schema=", "schema=9"), "of a newer Parley");
    assertRefused(Backup.MANIFEST, manifest.replace("media=1", "media=2"), "it has 1 of 2 files");
    assertRefused(
        Backup.MANIFEST, manifest.replace("secrets=true", "secrets=false"), "its secrets");
    assertRefused("secrets/auth-token", "", "empty");
    assertRefused("secrets/auth-token", "x".repeat((1 << 16) + 1), "too long");
    assertRefused("secrets/media", "x", "there is secrets/media in it");
    assertRefused("media/../parley.db", "x", "there is media/../parley.db in it");
    assertRefused("../parley.db", "x", "there is ../parley.db in it");
    assertThat(run().media()).isOne();
  }

  @Test
  void oneThatWasKilledDoesNotHinderTheNext() throws IOException {
    var unfinished = Files.createDirectories(place.resolve("media").resolve("unfinished"));
    Files.writeString(unfinished.resolve(medium), "a pict");
    Files.writeString(place.resolve("parley.db.restoring"), "half of it");
    run();
    try (var bytes = new DiskBlobs(place.resolve("media")).open(medium, 0)) {
      assertThat(bytes).hasContent("a picture");
    }
    assertThat(unfinished).isEmptyDirectory();
  }

  @Test
  void whereADatabaseIsALinkItComesToWhereThatLeads() throws IOException {
    var real = Files.createDirectory(place.resolve("elsewhere")).resolve("real.db");
    Files.writeString(real, "old");
    Files.writeString(place.resolve("elsewhere").resolve("real.db-wal"), "old");
    Files.createSymbolicLink(place.resolve("parley.db"), real);
    run();
    assertThat(place.resolve("parley.db")).isSymbolicLink();
    assertThat(real).content(StandardCharsets.ISO_8859_1).startsWith("SQLite format 3");
    assertThat(place.resolve("elsewhere")).isDirectoryNotContaining("glob:**-wal");
  }

  @Test
  void itMayTakeThePlaceOfAnotherAccountsData() {
    var one = place.resolve("one");
    var other = place.resolve("other");
    var file = place.resolve("one.zip").toString();
    TestProcess.serve(one, Map.of()).close();
    TestProcess.serve(other, Map.of()).close();
    for (var command :
        new String[][] {{"backup", file, "--with-secrets"}, {"restore", file, "--force"}}) {
      var data = command[0].equals("backup") ? one : other;
      try (var process = TestProcess.run(data, Map.of(), command)) {
        process.awaitOutput();
        assertThat(process.awaitExit()).isZero();
      }
    }
    TestProcess.serve(other, Map.of()).close();
    assertThat(other.resolve("account-sid")).hasSameTextualContentAs(one.resolve("account-sid"));
  }
}
