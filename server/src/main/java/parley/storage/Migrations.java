package parley.storage;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * Brings the schema of a database up to this program, under the database's own lock, so that
 * several nodes may start at once.
 */
public final class Migrations {
  private Migrations() {}

  /**
   * Runs the migrations that are missing.
   *
   * @throws IllegalStateException when the schema is newer than this program, or was changed by
   *     hand
   */
  public static void run(String jdbcUrl) {
    try {
      Flyway.configure()
          .dataSource(jdbcUrl, null, null)
          .locations("classpath:parley/migrations")
          .placeholderPrefix("{")
          .placeholderSuffix("}")
          .placeholders(Dialect.of(jdbcUrl).migrationWords())
          .ignoreMigrationPatterns(new String[0]) // a schema of the future is not ours to write to
          .load()
          .migrate();
    } catch (FlywayValidateException e) {
      throw new IllegalStateException(
          "the database was made by a newer Parley, or its schema was changed by hand: "
              + e.getMessage(),
          e);
    } catch (FlywayException e) {
      throw new IllegalStateException(
          "the schema cannot be brought up to date: " + e.getMessage(), e);
    }
  }
}
