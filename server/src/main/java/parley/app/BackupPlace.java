package parley.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a backup is made of, or restored to: an embedded database and a directory of media.
 *
 * @param database the file
 */
record BackupPlace(Place place, Path database, Path media) {
  static final List<Setting> SETTINGS = settings();

  private static List<Setting> settings() {
    var all = new ArrayList<>(Place.SETTINGS);
    all.add(Setting.AUTH_TOKEN);
    all.add(Setting.MEDIA);
    return List.copyOf(all);
  }

  /**
   * Reads it.
   *
   * @param deed what is to be done: backup or restore
   * @throws Refusal when the database is one that its own tools see to; with their commands
   */
  static BackupPlace of(Arguments arguments, String deed) {
    var asked = new Asked(arguments);
    var place = Place.of(asked);
    var media = Settings.media(asked, place);
    asked.check();
    if (place.database().file() == null) {
      throw new Refusal(forPostgres(place, media, deed));
    }
    return new BackupPlace(place, Objects.requireNonNull(place.database().file()), media);
  }

  private static String forPostgres(Place place, Path media, String deed) {
    var url = "'" + place.database().url().replaceFirst("^jdbc:", "") + "'";
    var command =
        deed.equals("backup")
            ? "umask 077; pg_dump --format=custom --file=parley.dump " + url
            : "pg_restore --no-owner --dbname=" + url + " parley.dump, into an empty database";
    return "the database is PostgreSQL, whose own tools do it: %s; media are the directory %s, to copy after the database was dumped"
        .formatted(command, media);
  }

  /** The file that a command was given. */
  static Path file(Command command, Arguments arguments) {
    if (arguments.operands().isEmpty() || arguments.operands().getFirst().isBlank()) {
      throw new UsageError(command.name() + " wants one FILE");
    }
    try {
      return Place.path(arguments.operands().getFirst());
    } catch (IllegalArgumentException e) {
      throw new UsageError("FILE " + e.getMessage());
    }
  }
}
