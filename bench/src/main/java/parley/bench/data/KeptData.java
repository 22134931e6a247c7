package parley.bench.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import parley.bench.subject.PackagedServer;
import parley.bench.subject.Postgres;

/**
 * The data sets that were made, kept for the next time: each run works on copies. A set is made
 * again when its size, its generator or the schema has changed.
 */
public final class KeptData {
  private final Path folder;
  private final Size size;
  private final String version;

  /**
   * @param schema where the migrations are
   */
  public KeptData(Path folder, Size size, Path schema) {
    this.folder = folder;
    this.size = size;
    this.version = version(schema);
  }

  /** A fresh copy as the embedded database of a data directory. */
  public void copySqlite(Path program, Path data) throws IOException, SQLException {
    var kept = folder.resolve("sqlite-" + size.name() + "-" + version);
    var file = kept.resolve("parley.db");
    if (!Files.exists(kept.resolve("checked"))) {
      emptied(kept);
      make(program, kept, null, "jdbc:sqlite:" + file);
      Files.createFile(kept.resolve("checked"));
    }
    emptied(data);
    Files.copy(file, data.resolve("parley.db"), StandardCopyOption.REPLACE_EXISTING);
  }

  /** A fresh copy as a database of a server. */
  public void copyPostgres(Path program, Postgres postgres, String name)
      throws IOException, SQLException {
    var kept = "kept_" + size.name() + "_" + version;
    if (!postgres.has(kept)) {
      var making = kept + "_making";
      postgres.make(making, "template0");
      make(program, folder.resolve("making"), postgres.url(making), postgres.url(making));
      postgres.rename(making, kept);
    }
    postgres.make(name, kept);
  }

  private void make(Path program, Path data, @Nullable String database, String jdbcUrl)
      throws IOException, SQLException {
    System.out.printf("making the %s data set for %s%n", size.name(), jdbcUrl.split(":", -1)[1]);
    // Its first answer needs the default service, so it has made that and all below it.
    try (var server = PackagedServer.start(program, data, database)) {
      Groups.make(server.address());
    }
    Loader.load(jdbcUrl, new DataSet(size));
    try (var server = PackagedServer.start(program, data, database)) {
      Check.run(jdbcUrl, server.address(), new DataSet(size));
    }
  }

  private static void emptied(Path folder) throws IOException {
    delete(folder);
    Files.createDirectories(folder);
  }

  /** Deletes a folder with all that is in it. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Another one for each schema and each generator. */
  private static String version(Path schema) {
    var sum = new CRC32();
    try (var files = Files.list(schema)) {
      for (var file : files.sorted().toList()) {
        sum.update(Files.readAllBytes(file));
      }
      for (var part : List.of("DataSet", "Groups", "Words", "Loader", "Size")) {
        try (var bytes = KeptData.class.getResourceAsStream(part + ".class")) {
          sum.update(Objects.requireNonNull(bytes).readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Long.toHexString(sum.getValue());
  }
}
