package parley.operations;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import parley.media.Blobs;
import parley.storage.Database;
import parley.storage.Migrations;
import parley.storage.OwnerOnly;
import parley.storage.SqliteFile;
import parley.value.Sids;

/**
 * Brings back what {@link Backup} has written. All of it is read, its checksums compared and the
 * database examined, in a file beside its place, before anything else is written. Nobody may use
 * the database meanwhile: that is for the caller to see to.
 */
public final class Restore {
  private static final int BUFFER_BYTES = 1 << 20;

  /** Of the manifest, and of each secret. */
  private static final int TEXT_BYTES_MAX = 1 << 16;

  private static final Set<String> SECRETS = Set.of("auth-token", "secret-key");

  private final Path backup;
  private final Map<String, String> secrets = new HashMap<>();

  public Restore(Path backup) {
    this.backup = backup;
  }

  /** The secrets that were in it, by the names of their files; there when it has run. */
  public Map<String, String> secrets() {
    return Map.copyOf(secrets);
  }

  /**
   * Puts database and media in their places.
   *
   * @param database the file, whose place it takes
   * @throws BadBackup when it is damaged, cut off, none, or of a newer Parley; what was there stays
   */
  public Manifest run(Path database, Blobs media) throws IOException {
    return runAt(Files.exists(database) ? database.toRealPath() : database, media); // behind links
  }

  private Manifest runAt(Path database, Blobs media) throws IOException {
    var fresh = database.resolveSibling(database.getFileName() + ".restoring");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, OwnerOnly.file());
    try {
      var manifest = check(fresh);
      examine(fresh, manifest);
      walk((entry, bytes) -> put(entry.getName(), bytes, media));
      Disk.sync(fresh); // before anything of the database that was there goes
      for (var suffix : List.of("-wal", "-shm")) {
        Files.deleteIfExists(database.resolveSibling(database.getFileName() + suffix));
      }
      Files.move(fresh, database, StandardCopyOption.ATOMIC_MOVE);
      Disk.sync(database.resolveSibling("."));
      return manifest;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void put(String name, InputStream bytes, Blobs media) throws IOException {
    if (name.startsWith(Backup.MEDIA)) {
      media.put(name.substring(Backup.MEDIA.length()), bytes, Long.MAX_VALUE);
    }
  }

  /** Reads all of it, and so compares every checksum; the manifest is the last of it. */
  private Manifest check(Path database) throws IOException {
    var seen = new Seen(database);
    walk(
        (entry, bytes) -> {
          if (seen.manifest != null) {
            throw new BadBackup("there is something behind its manifest");
          }
          seen.note(entry.getName(), bytes);
        });
    if (seen.manifest == null || !seen.hasDatabase) {
      throw new BadBackup("it is no backup of Parley, or it is cut off");
    }
    if (seen.media != seen.manifest.media()) {
      throw new BadBackup("it has %d of %d files".formatted(seen.media, seen.manifest.media()));
    }
    if (secrets.size() != (seen.manifest.withSecrets() ? SECRETS.size() : 0)) {
      throw new BadBackup("its secrets are not as its manifest says");
    }
    return seen.manifest;
  }

  private final class Seen {
    private final Path database;
    boolean hasDatabase;
    long media;
    @Nullable Manifest manifest;

    Seen(Path database) {
      this.database = database;
    }

    void note(String name, InputStream bytes) throws IOException {
      if (name.equals(Backup.MANIFEST)) {
        manifest = Manifest.read(new StringReader(text(name, bytes)));
      } else if (name.equals(Backup.DATABASE) && !hasDatabase) {
        hasDatabase = true;
        try (var out = Files.newOutputStream(database)) {
          bytes.transferTo(out);
        }
      } else if (isMedium(name)) {
        media++;
        bytes.transferTo(OutputStream.nullOutputStream());
      } else if (isSecret(name)) {
        secrets.put(name.substring(Backup.SECRETS.length()), text(name, bytes));
      } else { // a name may lead anywhere
        throw new BadBackup("it is no backup of Parley: there is " + name + " in it");
      }
    }
  }

  private static boolean isMedium(String name) {
    return name.startsWith(Backup.MEDIA)
        && Sids.looksLike("ME", name.substring(Backup.MEDIA.length()));
  }

  private static boolean isSecret(String name) {
    return name.startsWith(Backup.SECRETS)
        && SECRETS.contains(name.substring(Backup.SECRETS.length()));
  }

  /** Of an archive that somebody else has made, no more than a text of ours may have. */
  private static String text(String name, InputStream bytes) throws IOException {
    var text = bytes.readNBytes(TEXT_BYTES_MAX + 1);
    if (text.length == 0 || text.length > TEXT_BYTES_MAX) {
      throw new BadBackup(name + " in it is empty, or too long");
    }
    return new String(text, StandardCharsets.UTF_8);
  }

  private interface Visitor {
    void visit(ZipEntry entry, InputStream bytes) throws IOException;
  }

  private void walk(Visitor visitor) throws IOException {
    try (var zip =
        new ZipInputStream(new BufferedInputStream(Files.newInputStream(backup), BUFFER_BYTES))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        visitor.visit(entry, zip);
        zip.closeEntry();
      }
    } catch (ZipException | EOFException e) {
      throw new BadBackup("it is damaged or cut off: " + e.getMessage());
    }
  }

  private static void examine(Path database, Manifest manifest) throws BadBackup {
    var faults = SqliteFile.faults(database);
    if (!faults.isEmpty()) {
      throw new BadBackup("the database in it is damaged: " + faults.getFirst());
    }
    try (var opened = Database.open("jdbc:sqlite:" + database)) {
      var migrations = new Migrations(opened, Clock.systemUTC());
      if (migrations.isNewer() || migrations.version() != manifest.schema()) {
        throw new BadBackup("it is of a newer Parley (%s)".formatted(manifest.parley()));
      }
    }
  }
}
