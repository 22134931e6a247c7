package parley.testing;

import java.time.Clock;
import java.util.function.Supplier;
import parley.http.Filter;
import parley.http.Resource;
import parley.http.Routes;
import parley.outbound.Detour;
import parley.value.Sids;

/** What a test sets a server up with: what is there, what goes wrong, and who receives. */
public final class Stage implements Resource, Resettable {
  /** The share of the heap that what receivers keep may take, and its least. */
  private static final int HEAP_SHARE = 16;

  private static final long KEPT_BYTES_MIN = 8L << 20;

  private final Faults faults = new Faults();
  private final Sinks sinks =
      new Sinks(Math.max(KEPT_BYTES_MIN, Runtime.getRuntime().maxMemory() / HEAP_SHARE));
  private final Fixtures fixtures;
  private final String authToken;
  private final Sids sids;
  private final Clock clock;

  /**
   * An empty one.
   *
   * @param authToken the account's, by which calls to receivers are signed
   * @param sids makes those of all resources
   */
  public Stage(Fixtures fixtures, String authToken, Sids sids, Clock clock) {
    this.fixtures = fixtures;
    this.sids = sids;
    this.authToken = authToken;
    this.clock = clock;
  }

  /**
   * What makes calls to this server go wrong.
   *
   * @param sameWorld gives what fails once all there is now has been replaced
   */
  public Filter filter(Supplier<Runnable> sameWorld) {
    return new CallFaults(faults, sameWorld);
  }

  /** What makes deliveries go wrong. */
  public Detour detour() {
    return new TargetFaults(faults);
  }

  @Override
  public void routes(Routes routes) {
    new FixtureResource(fixtures).routes(routes);
    new FaultResource(faults, sids, clock).routes(routes);
    new SinkResource(sinks, authToken, clock).routes(routes);
  }

  /** Forgets faults and receivers; what fixtures have made is data. */
  @Override
  public void reset() {
    faults.reset();
    sinks.reset();
  }
}
