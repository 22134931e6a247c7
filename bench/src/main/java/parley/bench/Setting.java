package parley.bench;

import java.nio.file.Path;
import java.util.Locale;
import parley.bench.subject.Postgres;

/**
 * What all parts of a bench share.
 *
 * @param root of the source tree
 * @param folder where the bench keeps its files
 */
record Setting(Options options, Path root, Path folder, Postgres postgres, Results results) {
  /** Of the copy that the server works on. */
  static final String DATABASE = "bench";

  /** The server in its packaged form. */
  Path program() {
    return root.resolve("server/target/parley/bin/parley");
  }

  /** For the files of this bench. */
  Path work(String name) {
    return folder.resolve("work").resolve(name);
  }

  /** Of a server's own files, of those on SQLite the database too. */
  Path data(Store store) {
    return work(store == Store.SQLITE ? "sqlite" : "postgresql");
  }

  void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
