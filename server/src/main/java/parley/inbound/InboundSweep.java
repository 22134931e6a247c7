package parley.inbound;

import java.time.Clock;
import java.time.Duration;
import parley.due.Sweep;
import parley.storage.Database;

/** Forgets what became of messages from outside once nobody hands the same one in again. */
public final class InboundSweep implements Sweep {
  /** How long the same message is known again. */
  public static final Duration KEPT = Duration.ofDays(7);

  private static final int PORTION = 1000;

  private final InboundStore store = new InboundStore();
  private final Database database;
  private final Clock clock;

  public InboundSweep(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public boolean run() {
    var before = clock.instant().minus(KEPT);
    return database.write(tx -> store.deleteOlder(tx, before, PORTION)) == PORTION;
  }
}
