package parley.app;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Option;
import parley.media.DiskBlobs;
import parley.operations.Archive;
import parley.operations.Backup;
import parley.operations.Manifest;
import parley.storage.Migrations;

/** Writes a backup of the embedded database and the media, while a server runs. */
final class BackUp implements Command {
  private static final String FORCE = "force";
  private static final String SECRETS = "with-secrets";
  private static final String NO_MEDIA = "without-media";

  @Override
  public String name() {
    return "backup";
  }

  @Override
  public String summary() {
    return "Writes a backup of SQLite database and media to a file, while a server runs.";
  }

  @Override
  public String footer() {
    return """
    The file is a ZIP archive, its owner's alone: the database as it is at one moment, the media that
    it names, and a manifest. See parley restore, and docs/operations.md.\
    """;
  }

  @Override
  public List<Setting> settings() {
    return BackupPlace.SETTINGS;
  }

  @Override
  public List<Option> options() {
    return List.of(
        Command.flag(FORCE, "write over an archive that is there"),
        Command.flag(NO_MEDIA, "leave the media out"),
        Command.flag(
            SECRETS, "put the auth token and the secret key in: keep it as you keep them"));
  }

  @Override
  public List<String> operands() {
    return List.of("FILE");
  }

  @Override
  public int run(Arguments arguments) throws IOException {
    var file = BackupPlace.file(this, arguments);
    var place = BackupPlace.of(arguments, "backup");
    Visit.requireThere(place.place());
    requireRoom(file, arguments.has(FORCE));
    var clock = Clock.systemUTC();
    var secrets = secrets(place.place(), arguments.has(SECRETS), clock);
    var media = arguments.has(NO_MEDIA) ? null : new DiskBlobs(place.media());
    var backup =
        new Backup(place.database(), media, secrets, Version.NUMBER, clock, System.err::println);
    try {
      tell(file, backup.write(file, arguments.has(FORCE)));
    } catch (FileAlreadyExistsException e) { // somebody was quicker
      throw isThere(file);
    }
    return 0;
  }

  /** Before the work, not behind it. Nothing but an archive goes for another one. */
  private static void requireRoom(Path file, boolean force) throws IOException {
    var directory = file.toAbsolutePath().getParent();
    if (directory != null && !Files.isDirectory(directory)) {
      throw new Refusal("there is no directory " + directory);
    }
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new Refusal(file + " is there, and is no file; name another");
    }
    if (!force) {
      throw isThere(file);
    }
    if (!Archive.isOneOrEmpty(file)) {
      throw new Refusal(file + " is there, and is no archive to write over; name another file");
    }
  }

  private static Refusal isThere(Path file) {
    return new Refusal(file + " is there already; name another file, or add --" + FORCE);
  }

  /** Also sees to it that the schema is this program's. */
  private static Map<String, String> secrets(Place place, boolean wanted, Clock clock) {
    return OpenDatabase.with(
        place,
        clock,
        Migrations::verify,
        database -> {
          try (database) {
            var directory = DataDirectory.at(place.data());
            return wanted ? new Secrets(place, directory, database, clock).texts() : Map.of();
          }
        });
  }

  private static void tell(Path file, Manifest manifest) throws IOException {
    System.out.printf(
        "%s: %d bytes, %d conversations, %d messages, %s, %s secrets; everything acknowledged"
            + " before %s%n",
        file,
        Files.size(file),
        manifest.rows().get("conversations"),
        manifest.rows().get("messages"),
        manifest.withMedia() ? manifest.media() + " files" : "without media",
        manifest.withSecrets() ? "with" : "without",
        manifest.taken());
    if (manifest.mediaGone() > 0) {
      System.out.println(
          manifest.mediaGone() + " files are not in it: they are not in the media directory");
    }
  }
}
