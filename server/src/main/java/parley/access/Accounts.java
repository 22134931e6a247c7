package parley.access;

import java.time.Clock;
import java.util.Optional;
import parley.storage.Database;
import parley.storage.Tx;

/** The account that a database belongs to. One for now; every row names it, so several can come. */
public final class Accounts {
  private final Database database;
  private final Clock clock;

  public Accounts(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The SID of the account the database was made for, if it has one yet. */
  public Optional<String> find() {
    return database.read(Accounts::find);
  }

  private static Optional<String> find(Tx tx) {
    return tx.query("SELECT sid FROM accounts ORDER BY created_at, sid LIMIT 1")
        .first(row -> row.text("sid"));
  }

  /**
   * The SID of the account that the database belongs to: the one it has, else this, which is made.
   * Of several servers that start at once for the first time one makes it, and all get the same.
   */
  public String settle(String sid) {
    return database.write(
        tx -> {
          // A row that is always there, behind which they wait for each other.
          tx.query(
                  "SELECT name FROM schema_versions WHERE version = 1"
                      + database.dialect().forUpdate())
              .first(row -> row.text("name"));
          var present = find(tx);
          if (present.isEmpty()) {
            ensure(tx, sid);
          }
          return present.orElse(sid);
        });
  }

  /**
   * Makes the account's row where it is missing, with a default messaging service as every account
   * of the original has one. There is no such service here; its SID has the account's digits.
   */
  public void ensure(String sid) {
    database.change(tx -> ensure(tx, sid));
  }

  /** As {@link #ensure(String)}, within a transaction. */
  public void ensure(Tx tx, String sid) {
    tx.update(
            """
            INSERT INTO accounts (sid, default_messaging_service_sid, created_at)
            VALUES (:sid, :messaging_service, :now)
            ON CONFLICT (sid) DO NOTHING\
            """)
        .set("sid", sid)
        .set("messaging_service", "MG" + sid.substring("AC".length()))
        .set("now", clock.instant())
        .run();
  }
}
