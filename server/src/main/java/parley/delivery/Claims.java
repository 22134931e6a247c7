package parley.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.due.Work;
import parley.storage.Database;
import parley.storage.Tx;

/**
 * Finds lanes that are due and that nobody sends: after a failure, of a server that has died, and
 * those for which there was no room when they were made. It begins with the targets, so that a dead
 * one with however many lanes is not walked over.
 */
final class Claims implements Work {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int AT_ONCE = 64;

  /** It looks for a twentieth of the time at the most. */
  private static final int LOOKS_PER_COST = 20;

  private final LaneStore lanes;
  private final DeliveryStore deliveries = new DeliveryStore();
  private final Database database;
  private final Sender sender;

  Claims(Database database, Sender sender) {
    this.lanes = new LaneStore(database.dialect());
    this.database = database;
    this.sender = sender;
  }

  @Override
  public @Nullable Instant run(Instant now) {
    var begun = System.nanoTime();
    var targets = database.read(tx -> lanes.dueTargets(tx, now));
    var pause = pauseAfter(Duration.ofNanos(System.nanoTime() - begun));
    targets.forEach(target -> claim(target, now));
    return now.plus(pause);
  }

  /** A look that takes long, because there are very many targets, is taken less often. */
  static Duration pauseAfter(Duration look) {
    var share = look.multipliedBy(LOOKS_PER_COST);
    return share.compareTo(PAUSE) < 0 ? PAUSE : share;
  }

  private void claim(String key, Instant now) {
    var room = Math.min(AT_ONCE, sender.targets().room(key));
    var target = sender.targets().of(key);
    var probe = !target.isWell();
    if (room == 0 || (probe && !target.permits())) {
      sender.targets().noteMore(key, room == 0);
      return;
    }
    var most = probe ? 1 : room;
    var claimed = List.<LeasedLane>of();
    try {
      claimed = database.write(tx -> claim(tx, key, now, most, probe));
    } finally {
      if (probe && claimed.isEmpty()) {
        target.notCalled(); // also when the database fails: it would be left alone for ever
      }
    }
    sender.targets().noteMore(key, claimed.size() == most);
    claimed.forEach(sender::send);
  }

  private List<LeasedLane> claim(Tx tx, String target, Instant now, int most, boolean probe) {
    var names = lanes.claimable(tx, target, now, most);
    if (names.isEmpty()) {
      return List.of();
    }
    var lease = LeasedLane.freshLease();
    var claimed = new ArrayList<LeasedLane>();
    for (var name : names) {
      var heads = deliveries.open(tx, name, 0, 1); // the others are read when this one is recorded
      if (heads.isEmpty()) {
        lanes.delete(tx, List.of(name)); // what was open was called off
      } else {
        claimed.add(new LeasedLane(name, target, lease, heads, System.nanoTime(), probe));
      }
    }
    if (!claimed.isEmpty()) {
      lanes.lease(tx, claimed.stream().map(LeasedLane::lane).toList(), lease, LeasedLane.TIME);
    }
    return claimed;
  }
}
