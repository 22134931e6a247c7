package parley.due;

import java.time.Instant;
import java.util.Optional;
import parley.storage.Tx;

/** What is to be done when rows of one kind in the {@link Agenda} come up. */
@FunctionalInterface
public interface DueWork {
  /**
   * Looks whether the subject's date has really come, and acts if so. Runs in one transaction with
   * what becomes of the row; may be run once too often, also by two servers at once, so it holds
   * the subject before it looks. It ends within a second or so.
   *
   * @param subject what the row is about: a SID, as a rule
   * @param now what the clock says
   * @return the subject's next date, at once when it is not after now; empty when there is none, or
   *     no such subject any more: then the row goes
   */
  Optional<Instant> run(Tx tx, String subject, Instant now);
}
