package parley.bench;

/** What is started, and with what data. */
public enum Start {
  EMPTY("Parley, on an empty data directory"),
  AGAIN("Parley, again on that directory"),
  FULL_SQLITE("Parley, all data on SQLite"),
  FULL_POSTGRESQL("Parley, all data on PostgreSQL"),
  NODE("node -e, an HTTP server that does nothing");

  private final String title;

  Start(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
