package parley.operations;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import parley.access.Accounts;
import parley.media.Blobs;
import parley.media.KeptMedia;
import parley.storage.Database;
import parley.storage.Migrations;
import parley.storage.OwnerOnly;
import parley.storage.SqliteFile;

/**
 * A backup of an embedded database and its media, made while a server runs and writes: one ZIP file
 * (decisions/0027). The database is of one moment; then the files that it names are copied, which
 * nobody changes. It comes into being under another name, and is its owner's alone.
 */
public final class Backup {
  static final String DATABASE = "parley.db";
  static final String MEDIA = "media/";
  static final String SECRETS = "secrets/";
  static final String MANIFEST = "manifest.properties";
  private static final int MIB = 1 << 20;

  private final Path database;
  private final @Nullable Blobs media;
  private final Map<String, String> secrets;
  private final String version;
  private final Clock clock;
  private final Consumer<String> told;

  /**
   * What a backup is made of.
   *
   * @param media null to leave the files out
   * @param secrets texts by the names of their files; none to leave them out
   * @param version the program's
   * @param told hears how far it has come
   */
  public Backup(
      Path database,
      @Nullable Blobs media,
      Map<String, String> secrets,
      String version,
      Clock clock,
      Consumer<String> told) {
    this.database = database;
    this.media = media;
    this.secrets = Map.copyOf(secrets);
    this.version = version;
    this.clock = clock;
    this.told = told;
  }

  /**
   * Makes it; a failure leaves nothing.
   *
   * @param over whether it may take the place of a file that is there
   * @throws java.nio.file.FileAlreadyExistsException when one is there, and it may not
   */
  public Manifest write(Path file, boolean over) throws IOException {
    var taken = clock.instant();
    var target = file.toAbsolutePath();
    try (var scratch = Scratch.beside(target)) {
      var copy = Files.createFile(scratch.file(DATABASE), OwnerOnly.file());
      var archive = scratch.file("archive");
      copyDatabase(copy);
      var manifest = writeArchive(copy, archive, taken);
      if (over) {
        Files.move(archive, target, StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.move(archive, target);
      }
      Disk.sync(target.resolveSibling("."));
      return manifest;
    }
  }

  private void copyDatabase(Path copy) throws IOException {
    var about = Files.size(database) / MIB;
    Progress.during(
        () -> SqliteFile.copy(database, copy),
        () -> "database: %d of about %d MiB".formatted(copy.toFile().length() / MIB, about),
        told);
    var faults = SqliteFile.faults(copy);
    if (!faults.isEmpty()) { // one that could not be restored is none
      throw new IOException("the database is damaged: " + faults.getFirst());
    }
  }

  private Manifest writeArchive(Path copy, Path archive, Instant taken) throws IOException {
    Files.createFile(archive, OwnerOnly.file());
    try (var file = FileChannel.open(archive, StandardOpenOption.WRITE);
        var zip =
            new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), MIB))) {
      Manifest manifest;
      try (var opened = Database.open("jdbc:sqlite:" + copy)) {
        manifest = manifest(opened, addMedia(zip, opened), taken);
      }
      zip.setLevel(Deflater.BEST_SPEED);
      try (var bytes = Files.newInputStream(copy)) { // closed by now, so all is in this file
        add(zip, DATABASE, bytes);
      }
      for (var secret : secrets.entrySet()) {
        add(zip, SECRETS + secret.getKey(), secret.getValue());
      }
      add(zip, MANIFEST, manifest.text());
      zip.finish();
      zip.flush();
      file.force(true);
      return manifest;
    }
  }

  private Manifest manifest(Database opened, Copied copied, Instant taken) {
    var rows = new LinkedHashMap<String, Long>();
    for (var table : Manifest.COUNTED) {
      var sql = "SELECT count(*) AS n FROM " + table;
      rows.put(table, opened.read(tx -> tx.query(sql).first(row -> row.number("n"))).orElse(0L));
    }
    return new Manifest(
        version,
        new Migrations(opened, clock).version(),
        new Accounts(opened, clock).find().orElse(""),
        taken,
        media != null,
        copied.files.get(),
        copied.gone.get(),
        !secrets.isEmpty(),
        rows);
  }

  /** How many files were found, and how many not. */
  private static final class Copied {
    final AtomicLong files = new AtomicLong();
    final AtomicLong gone = new AtomicLong();
  }

  private Copied addMedia(ZipOutputStream zip, Database opened) throws IOException {
    var copied = new Copied();
    if (media == null) {
      return copied;
    }
    zip.setLevel(Deflater.NO_COMPRESSION); // pictures and films are compressed
    try {
      var kept = new KeptMedia(opened);
      Progress.during(
          () -> kept.forEach(sid -> addMedium(zip, media, sid, copied)),
          () -> "media: %d files".formatted(copied.files.get()),
          told);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return copied;
  }

  /** Its message may have gone since the moment of the database, and its bytes with it. */
  private static void addMedium(ZipOutputStream zip, Blobs media, String sid, Copied copied) {
    try (var bytes = media.open(sid, 0)) {
      add(zip, MEDIA + sid, bytes);
      copied.files.incrementAndGet();
    } catch (NoSuchFileException e) {
      copied.gone.incrementAndGet();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(ZipOutputStream zip, String name, String text) throws IOException {
    add(zip, name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void add(ZipOutputStream zip, String name, InputStream bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    bytes.transferTo(zip);
    zip.closeEntry();
  }
}
