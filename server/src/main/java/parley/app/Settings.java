package parley.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the data is. An option goes before its environment variable, that before the default. */
final class Settings {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:PARLEY_DATA:-parley-data}",
      description =
          "Directory of the data and the account's secrets (PARLEY_DATA; ${DEFAULT-VALUE}).")
  Path data = Path.of("parley-data");

  @Option(
      names = "--database",
      paramLabel = "JDBC-URL",
      defaultValue = "${env:PARLEY_DATABASE}",
      description =
          "jdbc:postgresql://... for PostgreSQL 15 or newer (PARLEY_DATABASE; else a file in DIR).")
  @Nullable String database;

  String jdbcUrl() {
    return database == null || database.isBlank()
        ? "jdbc:sqlite:" + data.resolve("parley.db")
        : database;
  }
}
