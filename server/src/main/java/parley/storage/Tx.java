package parley.storage;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;

/**
 * A transaction that is open. It is handed from deed to store as a parameter, so that its scope is
 * seen. Used by one thread; dead when the function it was handed to returns.
 */
public final class Tx {
  private static final Logger LOG = LoggerFactory.getLogger(Tx.class);

  private static final Duration LARGE_TAKES_MAX = Duration.ofMinutes(10);

  /** How much longer than its own limit a statement is waited for before the server is gone. */
  private static final Duration SILENCE = Duration.ofSeconds(2);

  private final Session session;
  private final Consumer<String> queues;
  private final List<Hook> hooks = new ArrayList<>(2);
  private int begun;
  private boolean written;

  /** One that waits for rows as the database makes it wait. */
  Tx(Session session) {
    this(session, row -> {});
  }

  /**
   * @param queues told of each row that many may want, before it is held
   */
  Tx(Session session, Consumer<String> queues) {
    this.session = session;
    this.queues = queues;
  }

  /** A statement that answers with rows; a change with RETURNING is one too. */
  public Sql query(String text) {
    written |= !text.startsWith("SELECT");
    return new Sql(session, text);
  }

  /** A statement that changes rows. */
  public Sql update(String text) {
    written = true;
    return new Sql(session, text);
  }

  /**
   * To be called before a row is held that many may want at once. When enough of them have a
   * connection already, the change is undone and run again in its turn; so whatever holds such a
   * row, changes of others go on. No effect on the embedded database.
   *
   * @param row names it among all there are: a SID, as a rule
   */
  public void queueFor(String row) {
    queues.accept(row);
  }

  /** Whether there may be something to undo. */
  boolean hasWritten() {
    return written;
  }

  /** Hears how a transaction ended. */
  @FunctionalInterface
  public interface Outcome {
    /**
     * @param committed false when the commit failed, and what became of the change is not known
     */
    void ended(boolean committed);
  }

  private record Hook(Runnable before, Outcome after) {}

  /**
   * Runs one function right before the commit and the other when the outcome is known, which it is
   * told once for each time that the first one ran. Neither may touch the database or block. An
   * exception from the first undoes the change; one from the second is logged, and changes nothing.
   */
  public void aroundCommit(Runnable before, Outcome after) {
    hooks.add(new Hook(before, after));
  }

  /**
   * Lets each statement of this transaction take up to ten minutes on PostgreSQL: for what is rare
   * and large, like the deletion of all that somebody owns. Rows that others hold are waited for no
   * longer than elsewhere. No effect on the embedded database.
   */
  public void unhurried() {
    unhurried(LARGE_TAKES_MAX);
  }

  void unhurried(Duration limit) {
    try {
      var connection = session.connection();
      if (connection.isWrapperFor(SQLiteConnection.class)) {
        return;
      }
      // The pool sets it back.
      connection.setNetworkTimeout(Runnable::run, (int) limit.plus(SILENCE).toMillis());
    } catch (SQLException e) {
      throw new IllegalStateException("the limits of time cannot be changed", e);
    }
    query("SELECT set_config('statement_timeout', :millis, true) AS millis")
        .set("millis", Long.toString(limit.toMillis()))
        .first(row -> row.text("millis"));
  }

  void committing() {
    for (var hook : hooks) {
      hook.before.run();
      begun++;
    }
  }

  void ended(boolean committed) {
    for (var hook : hooks.subList(0, begun)) {
      try {
        hook.after.ended(committed);
      } catch (Throwable e) { // the outcome stands, whatever becomes of who is told
        LOG.error("what is told after a commit has failed", e);
      }
    }
  }
}
