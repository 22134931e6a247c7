package parley.bench;

/** Where the data is. */
public enum Store {
  SQLITE("SQLite"),
  POSTGRESQL("PostgreSQL"),
  NONE("");

  private final String title;

  Store(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
