package parley.app;

import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.storage.CannotOpen;
import parley.storage.Database;
import parley.storage.DatabaseOptions;
import parley.storage.Migrations;

/** Opens a database for what is built upon it, and closes it again where that fails. */
final class OpenDatabase {
  private static final Logger LOG = LoggerFactory.getLogger(OpenDatabase.class);

  private OpenDatabase() {}

  /**
   * Opens it.
   *
   * @param schema what is to be done about its schema before anything else
   * @param build what is built upon it, and closes it later
   * @throws Refusal when it cannot be opened, or what is in it is not as it must be
   */
  static <T> T with(
      Place place, Clock clock, Consumer<Migrations> schema, Function<Database, T> build) {
    @Nullable Database opened = null;
    try {
      opened = Database.open(options(place));
      schema.accept(new Migrations(opened, clock));
      return build.apply(opened);
    } catch (Refusal e) {
      close(opened, e);
      throw e;
    } catch (CannotOpen e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      close(opened, e);
      throw new Refusal(
          "cannot use the database " + place.database().place() + ": " + Reasons.of(e));
    }
  }

  private static DatabaseOptions options(Place place) {
    var options = DatabaseOptions.of(place.database()).withStartWait(place.databaseWait());
    return place.ephemeral()
        ? options.withDurable(false).withOnFatal(OpenDatabase::tell) // in a process of others
        : options;
  }

  private static void tell(Throwable reason) {
    LOG.error("the database can no longer be written; every change is refused", reason);
  }

  private static void close(@Nullable Database opened, RuntimeException reason) {
    try {
      if (opened != null) {
        opened.close();
      }
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }
}
