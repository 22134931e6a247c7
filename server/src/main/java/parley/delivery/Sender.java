package parley.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.access.Account;
import parley.outbound.CannotReach;
import parley.outbound.CannotReach.Kind;
import parley.outbound.Outbound;
import parley.outbound.OutboundAnswer;
import parley.outbound.OutboundRequest;

/**
 * Sends the heads of a lane, one after the other, up to the first that is not taken, and hands on
 * what became of them. No transaction is open meanwhile.
 */
final class Sender {
  /** The original's own (docs/behaviour.md 4.3). */
  static final Duration TIME_LIMIT = Duration.ofSeconds(5);

  /** Nobody begins a request that may end after the lease; what is left over is for the record. */
  private static final Duration BEGINS_WITHIN = LeasedLane.TIME.minus(TIME_LIMIT.multipliedBy(2));

  private static final int ANSWER_KEPT = 2048;

  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  private final Outbound outbound;
  private final Account account;
  private final Clock clock;
  private final Targets targets;
  private final TargetLog log = new TargetLog();
  private final Consumer<LaneResult> done;
  private final Runnable wakeClaims;
  private final Map<Thread, LeasedLane> underway = new ConcurrentHashMap<>();

  /** What was leased before this moment is nobody's: all there was is replaced. */
  private volatile long anewSince = System.nanoTime();

  private volatile boolean closed;

  /**
   * @param done takes what became of a lane; it does not block
   * @param wakeClaims called when more lanes should be claimed; it does not block
   */
  Sender(
      Outbound outbound,
      Account account,
      Clock clock,
      Consumer<LaneResult> done,
      Runnable wakeClaims) {
    this.outbound = outbound;
    this.account = account;
    this.clock = clock;
    this.done = done;
    this.wakeClaims = wakeClaims;
    this.targets = new Targets(clock, this::start);
  }

  Targets targets() {
    return targets;
  }

  /** Takes a lane that is leased; one for which there is no room is given back. */
  void send(LeasedLane lane) {
    if (closed || !targets.offer(lane)) {
      if (lane.probe()) {
        targets.of(lane.target()).notCalled();
      }
      done.accept(LaneResult.untouched(lane));
    }
  }

  private void start(Targets.Turn turn) {
    Thread.ofVirtual().name("delivery").start(() -> run(turn));
  }

  private void run(Targets.Turn turn) {
    var attempts = new ArrayList<DeliveryAttempt>();
    underway.put(Thread.currentThread(), turn.lane());
    try {
      sendHeads(turn, attempts);
    } finally {
      underway.remove(Thread.currentThread());
      done.accept(new LaneResult(turn.lane(), attempts)); // before a stop sees that all has ended
      if (targets.ended(turn, attempts.isEmpty() ? null : attempts.getLast())) {
        wakeClaims.run();
      }
    }
  }

  private void sendHeads(Targets.Turn turn, List<DeliveryAttempt> attempts) {
    var permitted = turn.lane().probe();
    for (var head : turn.lane().heads()) {
      if (closed
          || !isMine(turn.lane())
          || !mayBegin(turn.lane())
          || !(permitted || turn.target().permits())) {
        if (permitted) {
          turn.target().notCalled();
        }
        return;
      }
      permitted = false;
      var attempt = callPermitted(turn.target(), head);
      if (attempt == null) {
        return;
      }
      attempts.add(attempt);
      if (!attempt.isTaken()) {
        return;
      }
    }
  }

  /**
   * Uses the permission or gives it back, whatever happens: a lost one bars the target for ever.
   */
  private @Nullable DeliveryAttempt callPermitted(TargetState target, Delivery head) {
    DeliveryAttempt attempt = null;
    try {
      attempt = call(head);
    } finally {
      if (attempt == null) {
        target.notCalled();
      } else {
        noteHealth(target, head, attempt);
      }
    }
    return attempt;
  }

  private void noteHealth(TargetState target, Delivery head, DeliveryAttempt attempt) {
    if (!target.called(attempt)) {
      return;
    }
    if (attempt.showsTrouble()) {
      log.outOfOrder(head, attempt);
    } else if (attempt.status() != null) {
      log.backInOrder(head);
    }
  }

  /**
   * Sends nothing more of what was leased before a moment, and gives up what is under way of it.
   */
  void forget(long before) {
    anewSince = before;
    targets.forget();
    underway.forEach(
        (thread, lane) -> {
          if (!isMine(lane)) {
            thread.interrupt();
          }
        });
  }

  /** Whether nothing is under way that was to be forgotten. */
  boolean hasForgotten() {
    return underway.values().stream().allMatch(this::isMine);
  }

  private boolean isMine(LeasedLane lane) {
    return !lane.isOlderThan(anewSince);
  }

  private static boolean mayBegin(LeasedLane lane) {
    return System.nanoTime() - lane.since() < BEGINS_WITHIN.toNanos();
  }

  /** Null when this server stops, which says nothing of the target. */
  private @Nullable DeliveryAttempt call(Delivery delivery) {
    var at = clock.instant();
    var begun = System.nanoTime();
    try {
      return answered(at, begun, outbound.call(request(delivery), TIME_LIMIT));
    } catch (CannotReach e) {
      return e.kind() == Kind.STOPPED
          ? null
          : failed(at, begun, e.getMessage(), e.kind() == Kind.FORBIDDEN);
    } catch (RuntimeException e) { // whatever it is, the lane goes on
      LOG.error("{} cannot be sent", delivery, e);
      return failed(at, begun, "a fault of this server, see its log", true);
    }
  }

  private OutboundRequest request(Delivery delivery) {
    var parameters = new LinkedHashMap<>(delivery.parameters());
    parameters.put("RetryCount", Long.toString(delivery.attempts()));
    return SignedCall.of(
        delivery.wholeUrl(),
        delivery.method().equals("POST"),
        parameters,
        delivery.idempotencyToken(),
        account.authToken());
  }

  private static DeliveryAttempt failed(
      Instant at, long begun, @Nullable String error, boolean forbidden) {
    return new DeliveryAttempt(
        at, null, millisSince(begun), storable(String.valueOf(error)), "", null, forbidden);
  }

  private DeliveryAttempt answered(Instant at, long begun, OutboundAnswer answer) {
    var body = answer.body();
    var kept = new String(body, 0, Math.min(body.length, ANSWER_KEPT), StandardCharsets.UTF_8);
    var taken = answer.status() >= 200 && answer.status() < 300;
    return new DeliveryAttempt(
        at,
        (long) answer.status(),
        millisSince(begun),
        taken ? null : "answered " + answer.status(),
        storable(kept),
        RetryAfter.read(answer.retryAfter(), clock.instant()),
        false);
  }

  /** PostgreSQL keeps no text with a NUL; a certificate's name, or an answer, may have one. */
  private static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }

  private static long millisSince(long begun) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }

  /** Begins nothing more, and gives back what waits. */
  void close() {
    closed = true;
    targets.drain().forEach(lane -> done.accept(LaneResult.untouched(lane)));
  }
}
