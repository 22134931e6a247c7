package parley.bench;

/** In what manner something is asked, or by whom it is answered instead. */
public enum Manner {
  REPEATED("unchanged, read again and again"),
  CHANGED("changed before each read"),
  REPEATED_GZIP("unchanged, gzip"),
  CHANGED_GZIP("changed, gzip"),
  POLLED("unchanged, asked with its ETag (304)"),
  FILE("same bytes, nginx from a file"),
  FILE_GZIP("same bytes, nginx, gzip made before"),
  QUERY("bare SQL, pgbench"),
  WRITTEN("posted"),
  TRANSACTED("bare transaction, pgbench, 16 clients"),
  SYNCED("bare append and fdatasync"),
  UNHEARD("no webhook"),
  REFUSED("one webhook, whose target refuses"),
  DELIVERED("one webhook, all sent to it and recorded"),
  CALLED("bare loop of the same client, 16 threads"),
  ALONE("no other has one"),
  BESIDE_DEAD("beside 100 that never answer");

  private final String title;

  Manner(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
