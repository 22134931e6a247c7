package parley.storage;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A transaction that is open. It is handed from deed to store as a parameter, so that its scope is
 * seen. Used by one thread; dead when the function it was handed to returns.
 */
public final class Tx {
  private final Handle handle;
  private final List<Runnable> beforeCommit = new ArrayList<>(2);
  private final List<Outcome> afterEnd = new ArrayList<>(2);

  Tx(Handle handle) {
    this.handle = handle;
  }

  /** A statement that answers with rows; a change with RETURNING is one too. */
  public Sql query(String text) {
    return Sql.query(handle, text);
  }

  /** A statement that changes rows. */
  public Sql update(String text) {
    return Sql.update(handle, text);
  }

  /** Hears how a transaction ended. */
  @FunctionalInterface
  public interface Outcome {
    /**
     * @param committed false when the commit failed, and what became of the change is not known
     */
    void ended(boolean committed);
  }

  /**
   * Runs one function right before the commit and the other when the outcome is known. Neither may
   * touch the database, block or throw.
   */
  public void aroundCommit(Runnable before, Outcome after) {
    beforeCommit.add(before);
    afterEnd.add(after);
  }

  void committing() {
    beforeCommit.forEach(Runnable::run);
  }

  void ended(boolean committed) {
    afterEnd.forEach(outcome -> outcome.ended(committed));
  }
}
