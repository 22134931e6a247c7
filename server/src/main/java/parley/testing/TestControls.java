package parley.testing;

import parley.access.Accounts;
import parley.delivery.Relay;
import parley.due.Agenda;
import parley.due.Due;
import parley.http.Filter;
import parley.http.Resource;
import parley.http.Routes;
import parley.media.MediaSweep;
import parley.storage.Database;
import parley.value.MovableClock;
import parley.value.Sids;

/** What moves the time of a server that is there for tests, and replaces all there is on it. */
public final class TestControls implements Resource {
  private final Turnstile turnstile = new Turnstile();
  private final ClockResource clock;
  private final Reset reset;
  private final SnapshotResource snapshots;

  /**
   * To be made when the server starts: the keys that are there then a reset leaves.
   *
   * @param sids makes those of all resources
   * @param media deletes files of the blobs
   */
  public TestControls(
      Database database,
      MovableClock clock,
      Sids sids,
      String account,
      Due due,
      Agenda agenda,
      Relay relay,
      MediaSweep media,
      PinnedBlobs blobs) {
    var lapse = new TimeLapse(clock, new Rest(due, agenda, relay), TimeLapse.LIMIT);
    this.clock = new ClockResource(clock, lapse);
    var world = new World(database, clock, sids, due, agenda, relay, media, turnstile);
    reset = new Reset(world, database, new Accounts(database, clock), account);
    snapshots = new SnapshotResource(new Snapshots(world, database, media, blobs, clock));
  }

  /** Keeps calls out while everything is replaced; to stand first on their way. */
  public Filter turnstile() {
    return turnstile;
  }

  /** Gives what fails once all there is now has been replaced. */
  public Runnable sameWorld() {
    return turnstile.sameWorld();
  }

  /** Has a reset do away with this too. Called by the wiring. */
  public void onReset(Resettable one) {
    reset.alsoOf(one);
  }

  /** Makes everything as after the first start. */
  public void resetAll() {
    reset.run();
  }

  @Override
  public void routes(Routes routes) {
    clock.routes(routes);
    reset.routes(routes);
    snapshots.routes(routes);
  }
}
