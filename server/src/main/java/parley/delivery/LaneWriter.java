package parley.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.delivery.DeliveryRules.Verdict;
import parley.storage.Dialect;
import parley.storage.Tx;

/** Writes what became of one lane, in a transaction that holds its row. */
final class LaneWriter {
  private final LaneStore lanes;
  private final DeliveryStore deliveries = new DeliveryStore();
  private final TargetLog log = new TargetLog();
  private final DeliveryRules rules;

  LaneWriter(Dialect dialect, DeliveryRules rules) {
    this.lanes = new LaneStore(dialect);
    this.rules = rules;
  }

  Map<String, LaneStore.LaneRow> hold(Tx tx, List<String> names, boolean waiting) {
    return lanes.hold(tx, names, waiting);
  }

  /**
   * Writes a result.
   *
   * @param held the lane's row; null when it is gone
   * @return the lane with what comes next in it, leased anew
   */
  Optional<LeasedLane> write(
      Tx tx, LaneResult result, LaneStore.@Nullable LaneRow held, Instant now) {
    if (held == null || held.lease() != result.lane().lease()) {
      noteOfLost(tx, result, now);
      return Optional.empty();
    }
    var lane = result.lane();
    var failures = held.failures();
    var done = lane.head().position() - 1;
    for (var i = 0; i < result.attempts().size(); i++) {
      var head = lane.heads().get(i);
      var attempt = result.attempts().get(i);
      var verdict = rules.judge(head, attempt, failures + 1, now);
      note(tx, head, attempt, verdict, now);
      if (verdict instanceof Verdict.Again again && deliveries.isPending(tx, head)) {
        lanes.release(tx, lane.lane(), again.at(), failures + 1);
        return Optional.empty();
      }
      failures = 0;
      done = head.position();
    }
    if (result.endedEarly()) {
      lanes.release(tx, lane.lane(), now, failures);
      return Optional.empty();
    }
    return next(tx, lane, held, done);
  }

  private void note(Tx tx, Delivery head, DeliveryAttempt attempt, Verdict verdict, Instant now) {
    var status =
        switch (verdict) {
          case Verdict.Taken taken -> DeliveryStatus.DELIVERED;
          case Verdict.Again again -> DeliveryStatus.PENDING;
          case Verdict.GivenUp givenUp -> DeliveryStatus.FAILED;
        };
    deliveries.note(tx, head, status, attempt, now);
    if (status == DeliveryStatus.FAILED) {
      log.givenUp(head, attempt);
    }
    if (!attempt.isTaken() || head.attempts() > 0 || !attempt.answer().isEmpty()) {
      deliveries.insertAttempt(tx, head, attempt);
    }
  }

  /** Somebody else has the lane by now, and goes on by what stands in it; what was taken was. */
  private void noteOfLost(Tx tx, LaneResult result, Instant now) {
    for (var i = 0; i < result.attempts().size(); i++) {
      if (result.attempts().get(i).isTaken()) {
        var head = result.lane().heads().get(i);
        note(tx, head, result.attempts().get(i), new Verdict.Taken(), now);
      }
    }
  }

  private Optional<LeasedLane> next(Tx tx, LeasedLane lane, LaneStore.LaneRow held, long done) {
    var heads =
        held.tail() == done
            ? List.<Delivery>of()
            : deliveries.open(tx, lane.lane(), done, LeasedLane.HEADS_MAX);
    if (heads.isEmpty()) {
      lanes.delete(tx, List.of(lane.lane()));
      return Optional.empty();
    }
    if (held.failures() > 0) {
      lanes.forgetFailures(tx, lane.lane());
    }
    var lease = LeasedLane.freshLease();
    lanes.lease(tx, List.of(lane.lane()), lease, LeasedLane.TIME);
    return Optional.of(lane.with(heads, lease));
  }
}
