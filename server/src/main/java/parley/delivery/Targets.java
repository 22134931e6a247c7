package parley.delivery;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which lane is sent next: bounded in all, a share for each target, and a part for those that are
 * known to answer, so that however many are dead, the living are served. Safe for use by many
 * threads; nothing here blocks.
 */
final class Targets {
  /** Requests under way at once. */
  private static final int UNDERWAY_MAX = 512;

  /**
   * Of these, to targets that have not answered lately, and to those that have: places for both.
   */
  private static final int UNPROVEN_MAX = 384;

  private static final int PROVEN_MAX = 448;
  private static final int KNOWN_MAX = 10_000;

  /** Lanes that wait in memory, over all targets, each with one to eight deliveries. */
  private static final int WAITING_MAX = 2048;

  private final LoadingCache<String, TargetState> known;
  private final Consumer<Turn> start;

  /** Targets with lanes that wait for a place among all, in the order in which they came. */
  private final SequencedSet<TargetState> crowdedOut = new LinkedHashSet<>();

  private final SequencedSet<TargetState> unprovenOut = new LinkedHashSet<>();
  private int waiting;
  private int underway;
  private int unproven;

  /**
   * @param start begins to send a lane, on a thread of its own
   */
  Targets(Clock clock, Consumer<Turn> start) {
    this.start = start;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(KNOWN_MAX)
            .expireAfterAccess(Duration.ofHours(1))
            .executor(Runnable::run)
            .build(key -> new TargetState(key, clock));
  }

  /**
   * A lane whose turn it is.
   *
   * @param proven whether the target was known to answer when it began
   */
  record Turn(LeasedLane lane, TargetState target, boolean proven) {}

  TargetState of(String key) {
    return known.get(key);
  }

  /** How many lanes of a target may be leased now. */
  synchronized int room(String key) {
    return Math.min(of(key).room(), WAITING_MAX - waiting);
  }

  synchronized int underway() {
    return underway;
  }

  /** Whether nothing is under way, nor waits for its turn. */
  synchronized boolean isIdle() {
    return underway == 0 && waiting == 0;
  }

  /** The first date behind a moment at which a target that is out of order may be called again. */
  Optional<Instant> nextCall(Instant now) {
    return known.asMap().values().stream()
        .filter(target -> !target.isWell())
        .map(TargetState::sparedUntil)
        .filter(now::isBefore)
        .min(Comparator.naturalOrder());
  }

  /** Takes a lane that is leased, to be sent when its turn comes; false when no more may wait. */
  boolean offer(LeasedLane lane) {
    var ready = new ArrayList<Turn>();
    synchronized (this) {
      var target = of(lane.target());
      if (room(lane.target()) == 0) {
        return false;
      }
      target.waiting.add(lane);
      waiting++;
      take(target, ready);
    }
    ready.forEach(start);
    return true;
  }

  /** Takes the lanes out that wait, to be given back. */
  synchronized List<LeasedLane> drain() {
    var drained = new ArrayList<LeasedLane>();
    for (var target : known.asMap().values()) {
      drained.addAll(target.waiting);
      waiting -= target.waiting.size();
      target.waiting.clear();
    }
    return drained;
  }

  /** Takes every target for one that is in order, until it shows otherwise. */
  void trustAgain() {
    known.asMap().values().forEach(TargetState::trustAgain);
  }

  /** Forgets all targets, and what waits for them. What is under way ends by itself. */
  synchronized void forget() {
    drain();
    crowdedOut.clear();
    unprovenOut.clear();
    known.invalidateAll();
  }

  /**
   * Notes that a turn has ended, and lets others have theirs.
   *
   * @param last how its last request went; null when none was made
   * @return whether more lanes of its target should be claimed
   */
  boolean ended(Turn turn, @Nullable DeliveryAttempt last) {
    var ready = new ArrayList<Turn>();
    boolean more;
    synchronized (this) {
      turn.target().end();
      underway--;
      unproven -= turn.proven() ? 0 : 1;
      if (last != null) {
        turn.target().learn(last);
      }
      takeNext(crowdedOut, true, ready);
      takeNext(unprovenOut, false, ready);
      take(turn.target(), ready); // after those who wait for its place
      more = turn.target().wantsMore();
    }
    ready.forEach(start);
    return more;
  }

  /** Notes whether more of a target was due than could be claimed. */
  synchronized void noteMore(String key, boolean more) {
    of(key).noteMore(more);
  }

  /** Lets one of those in who found no place, if there is one now. */
  private void takeNext(SequencedSet<TargetState> queue, boolean proven, List<Turn> ready) {
    while (!queue.isEmpty() && hasPlace(proven) && ready.isEmpty()) {
      take(queue.removeFirst(), ready);
    }
  }

  private void take(TargetState target, List<Turn> ready) {
    while (!target.waiting.isEmpty() && target.hasShare()) {
      var proven = target.isProven();
      if (!hasPlace(proven)) {
        (proven ? crowdedOut : unprovenOut).add(target);
        return;
      }
      ready.add(new Turn(target.waiting.remove(), target, proven));
      waiting--;
      target.begin();
      underway++;
      unproven += proven ? 0 : 1;
    }
  }

  private boolean hasPlace(boolean proven) {
    return underway < UNDERWAY_MAX
        && (proven ? underway - unproven < PROVEN_MAX : unproven < UNPROVEN_MAX);
  }
}
