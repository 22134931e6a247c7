package parley.snippets;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import parley.testkit.TestDatabase;

/** What a block takes for granted beside {@code ./parley}, made before it is typed. */
final class Granted {
  private final PageShell shell;
  private final Set<String> made = new HashSet<>();

  Granted(PageShell shell) {
    this.shell = shell;
  }

  /** Makes it once for a page; where it cannot be had here the test is left out. */
  void make(String what) throws IOException {
    if (made.contains(what)) {
      return;
    }
    switch (what) {
      case "openssl" -> Tools.need(what, "openssl", "version");
      case "postgresql" -> postgresql();
      case "another" -> another();
      default -> throw new AssertionError(what + " is not given: see CONTRIBUTING.md");
    }
    made.add(what);
  }

  /** Two databases, and a file for the one's password, which this one does not ask for. */
  private void postgresql() throws IOException {
    var used = database();
    var empty = database();
    Tools.need("pg_dump of this PostgreSQL", "pg_dump", "--schema-only", used);
    shell.substitutes().address("postgresql://host/parley?user=parley", used);
    shell.run(
        """
        export DATABASE='%s' EMPTY_DATABASE='%s'
        (umask 077; echo whatever >database-password)
        mkdir -p -m 700 parley-data/media
        """
            .formatted(used, empty));
  }

  private String database() {
    var database = TestDatabase.freshWhole();
    shell.keep(database);
    return database.url().substring("jdbc:".length());
  }

  /** A Parley elsewhere, with its credentials in the shell. */
  private void another() throws IOException {
    shell.serveElsewhere("./parley serve --ephemeral --port 8081");
    shell
        .substitutes()
        .address(
            "https://chat.example.com", "http://127.0.0.1:" + shell.substitutes().port("8081"));
    shell.run(
        """
        export PARLEY_PROXY_PORT=8888
        ACCOUNT=AC0123456789abcdef0123456789abcdef TOKEN=ephemeralauthtoken
        """);
  }
}
