package parley.app;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.http.HttpServer;

/**
 * The end of a server, within a time. New connections are refused at once; requests and deliveries
 * under way finish, or are left: what was acknowledged is on disk, and what was not told is told
 * after the next start.
 */
final class Stop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Stop.class);

  /** What the end of tasks and of the database may take when the time for draining is up. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** What they have at least. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  private static final int CUT_OFF = 1;

  private final HttpServer server;
  private final @Nullable AdminDoor admin;
  private final Wiring wiring;
  private final Installation installation;
  private final Duration drainTime;

  /**
   * @param admin shows until the end that the server is stopping; null where there is none
   */
  Stop(
      HttpServer server,
      @Nullable AdminDoor admin,
      Wiring wiring,
      Installation installation,
      Duration drainTime) {
    this.server = server;
    this.admin = admin;
    this.wiring = wiring;
    this.installation = installation;
    this.drainTime = drainTime;
  }

  /** Ends the process too, with 0: being told to end is no failure. */
  @Override
  public void run() {
    LOG.info("stopping: finishing what is under way");
    var began = System.nanoTime();
    Thread.ofPlatform().daemon().name("stop-limit").start(this::cutOff);
    wiring.health.stopping();
    wiring.relay.stop();
    server.close();
    var left = drainTime.minusNanos(System.nanoTime() - began);
    wiring.close(left.compareTo(LEAST) < 0 ? LEAST : left);
    if (admin != null) {
      admin.close();
    }
    installation.close();
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
