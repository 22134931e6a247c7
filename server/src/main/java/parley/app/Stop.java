package parley.app;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a server, within a time. New connections are refused at once; requests and deliveries
 * under way finish, or are left: what was acknowledged is on disk, and what was not told is told
 * after the next start.
 */
final class Stop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Stop.class);

  /** What the end of tasks and of the database may take when the time for draining is up. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final int CUT_OFF = 1;

  private final Runnable close;
  private final Duration drainTime;

  /**
   * Of something that is served.
   *
   * @param close ends it, and takes no longer than the drain time if it can
   */
  Stop(Runnable close, Duration drainTime) {
    this.close = close;
    this.drainTime = drainTime;
  }

  /** Ends the process too, with 0: being told to end is no failure. */
  @Override
  public void run() {
    LOG.info("stopping: finishing what is under way");
    Thread.ofPlatform().daemon().name("stop-limit").start(this::cutOff);
    close.run();
    LOG.info("stopped");
    Runtime.getRuntime().halt(0);
  }

  private void cutOff() {
    try {
      Thread.sleep(drainTime.plus(GRACE));
      LOG.warn("something does not end; it is cut off");
      Runtime.getRuntime().halt(CUT_OFF);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does so
    }
  }
}
