package parley.app;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.commons.cli.Option;
import parley.media.DiskBlobs;
import parley.operations.BadBackup;
import parley.operations.Restore;

/** Puts a backup in the place of a data directory. */
final class RestoreBackup implements Command {
  private static final String FORCE = "force";

  @Override
  public String name() {
    return "restore";
  }

  @Override
  public String summary() {
    return "Puts a backup in the place of an empty data directory.";
  }

  @Override
  public String footer() {
    return """
    All of the file is checked before anything is written. No server may run on the directory. With
    --force the backup takes the place of the database that is there.\
    """;
  }

  @Override
  public List<Setting> settings() {
    return BackupPlace.SETTINGS;
  }

  @Override
  public List<Option> options() {
    return List.of(Command.flag(FORCE, "take the place of a database that is there"));
  }

  @Override
  public List<String> operands() {
    return List.of("FILE");
  }

  @Override
  public int run(Arguments arguments) throws IOException {
    var file = BackupPlace.file(this, arguments);
    var place = BackupPlace.of(arguments, "restore");
    var force = arguments.has(FORCE);
    if (!Files.isReadable(file)) {
      throw new Refusal("there is no backup " + file + " that can be read");
    }
    var directory = DataDirectory.ensure(place.place().data());
    var lock = ServerLock.take(place.place().database());
    try {
      if (Files.exists(place.database()) && !force) {
        throw new Refusal(
            "there is a database already: %s; name another %s, or add --%s"
                .formatted(place.database(), Setting.DATA, FORCE));
      }
      var restore = new Restore(file);
      var manifest = restore.run(place.database(), new DiskBlobs(place.media()));
      if (!manifest.account().isEmpty()) { // a server of another account would not serve it
        directory.put(Installation.ACCOUNT_SID, manifest.account());
      }
      for (var secret : restore.secrets().entrySet()) {
        directory.put(secret.getKey(), secret.getValue());
      }
      System.out.printf(
          "restored: %d conversations, %d messages, %d files, as of %s%n",
          manifest.rows().get("conversations"),
          manifest.rows().get("messages"),
          manifest.media(),
          manifest.taken());
      if (!manifest.withMedia()) {
        System.out.println("the media are not in the backup: put them into " + place.media());
      }
      if (!manifest.withSecrets()) {
        System.out.println(missing(directory));
      }
    } catch (BadBackup e) {
      throw new Refusal("the backup " + file + " cannot be restored: " + e.getMessage());
    } finally {
      lock.close();
    }
    return 0;
  }

  private static String missing(DataDirectory directory) {
    return """
    the secrets are not in the backup. A server needs the ones that the database was written with:
      %s, or %s
      %s, or %s; without it API keys and push credentials are lost\
    """
        .formatted(
            directory.file(Secrets.AUTH_TOKEN),
            Setting.AUTH_TOKEN,
            directory.file(Secrets.SECRET_KEY),
            Setting.SECRET_KEY);
  }
}
