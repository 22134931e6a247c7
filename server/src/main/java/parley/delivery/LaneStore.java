package parley.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import parley.storage.Dialect;
import parley.storage.Tx;

/**
 * The table of lanes that have something open. Leases are counted by the machine's clock, on
 * PostgreSQL the database's: a clock that a test moves ends none, and servers need not agree.
 */
final class LaneStore {
  private final Dialect dialect;
  private final String extend;
  private final String claim;

  LaneStore(Dialect dialect) {
    this.dialect = dialect;
    this.extend =
        """
        INSERT INTO delivery_lanes (lane, target, tail, due_at, leased_until, lease, failures)
        VALUES (:lane, :target, 1, :now,
          CASE WHEN :leased = 1 THEN {time} + :millis ELSE 0 END, :lease, 0)
        ON CONFLICT (lane) DO UPDATE SET tail = delivery_lanes.tail + 1
        RETURNING tail\
        """
            .replace("{time}", dialect.ownTime());
    this.claim =
        """
        UPDATE delivery_lanes SET lease = :lease, leased_until = {time} + :millis
        WHERE lane IN (<lanes>)\
        """
            .replace("{time}", dialect.ownTime());
  }

  /** What a transaction that holds a lane knows of it. */
  record LaneRow(String lane, long tail, long lease, long failures) {}

  /**
   * Makes room at the end of a lane, which is made if it is not there, and then leased if that is
   * wanted. The row is held from now on, so that places are taken in the order of commits.
   *
   * @return the place that was made, from 1; at 1 the lane was made
   */
  long extend(Tx tx, LeasedLane lane, Instant now, boolean leased, Duration leaseTime) {
    return tx.query(extend)
        .set("lane", lane.lane())
        .set("target", lane.target())
        .set("now", now)
        .set("leased", leased)
        .set("millis", leaseTime.toMillis())
        .set("lease", lane.lease())
        .first(row -> row.number("tail"))
        .orElseThrow();
  }

  /** Holds those of the lanes that are there; without waiting, those that nobody else holds. */
  Map<String, LaneRow> hold(Tx tx, List<String> lanes, boolean waiting) {
    return tx
        .query(
            "SELECT lane, tail, lease, failures FROM delivery_lanes WHERE lane IN (<lanes>)"
                + " ORDER BY lane"
                + (waiting ? dialect.forUpdate() : dialect.skipLocked()))
        .setAll("lanes", lanes)
        .list(
            row ->
                new LaneRow(
                    row.text("lane"),
                    row.number("tail"),
                    row.number("lease"),
                    row.number("failures")))
        .stream()
        .collect(Collectors.toMap(LaneRow::lane, held -> held));
  }

  /** The targets that have a lane which could be sent now, each by a few looks at the index. */
  List<String> dueTargets(Tx tx, Instant now) {
    return tx.query(
            """
            WITH RECURSIVE targets (target) AS (
              SELECT min(target) FROM delivery_lanes
              UNION ALL
              SELECT (SELECT min(target) FROM delivery_lanes WHERE target > known.target)
              FROM targets AS known WHERE known.target IS NOT NULL)
            SELECT target FROM targets WHERE EXISTS (
              SELECT 1 FROM delivery_lanes
              WHERE target = targets.target AND leased_until = 0 AND due_at <= :now)
            OR EXISTS (
              SELECT 1 FROM delivery_lanes
              WHERE target = targets.target AND leased_until > 0 AND leased_until <= {time})\
            """
                .replace("{time}", dialect.ownTime()))
        .set("now", now)
        .list(row -> row.text("target"));
  }

  /** Holds lanes of a target that may be sent now: those whose lease has ended, then free ones. */
  List<String> claimable(Tx tx, String target, Instant now, int most) {
    var ended =
        tx.query(
                """
                SELECT lane FROM delivery_lanes
                WHERE target = :target AND leased_until > 0 AND leased_until <= {time}
                ORDER BY leased_until LIMIT :most\
                """
                        .replace("{time}", dialect.ownTime())
                    + dialect.skipLocked())
            .set("target", target)
            .set("most", (long) most)
            .list(row -> row.text("lane"));
    if (!ended.isEmpty()) {
      return ended; // what is free is taken by the next look
    }
    return tx.query(
            """
            SELECT lane FROM delivery_lanes
            WHERE target = :target AND leased_until = 0 AND due_at <= :now
            ORDER BY due_at LIMIT :most\
            """
                + dialect.skipLocked())
        .set("target", target)
        .set("now", now)
        .set("most", (long) most)
        .list(row -> row.text("lane"));
  }

  /** Leases lanes that the transaction holds. */
  void lease(Tx tx, List<String> lanes, long lease, Duration leaseTime) {
    tx.update(claim)
        .setAll("lanes", lanes)
        .set("lease", lease)
        .set("millis", leaseTime.toMillis())
        .runSoon();
  }

  /**
   * Gives a lane back: its head may be tried from a moment on. The lease is nobody's any more, so
   * that a result which is written twice is written once.
   */
  void release(Tx tx, String lane, Instant dueAt, long failures) {
    tx.update(
            """
            UPDATE delivery_lanes
            SET leased_until = 0, lease = 0, due_at = :due, failures = :failures
            WHERE lane = :lane\
            """)
        .set("lane", lane)
        .set("due", dueAt)
        .set("failures", failures)
        .runSoon();
  }

  /** Forgets how often the head of a lane has failed, for there is another one. */
  void forgetFailures(Tx tx, String lane) {
    tx.update("UPDATE delivery_lanes SET failures = 0 WHERE lane = :lane")
        .set("lane", lane)
        .runSoon();
  }

  /** Makes the head of a lane due by now, if nobody sends it. */
  void hasten(Tx tx, String lane, Instant now) {
    tx.update(
            """
            UPDATE delivery_lanes SET due_at = :now, failures = 0
            WHERE lane = :lane AND leased_until = 0 AND due_at > :now\
            """)
        .set("lane", lane)
        .set("now", now)
        .runSoon();
  }

  /** Makes the head of every lane due that is to be tried later. */
  void hastenAll(Tx tx, Instant now) {
    tx.update("UPDATE delivery_lanes SET due_at = :now WHERE due_at > :now").set("now", now).run();
  }

  /** The first date behind a moment at which the head of a lane may be tried. */
  Optional<Instant> next(Tx tx, Instant now) {
    return tx.query(
            """
            SELECT due_at FROM delivery_lanes WHERE due_at > :now ORDER BY due_at LIMIT 1\
            """)
        .set("now", now)
        .first(row -> row.time("due_at"));
  }

  void delete(Tx tx, List<String> lanes) {
    tx.update("DELETE FROM delivery_lanes WHERE lane IN (<lanes>)")
        .setAll("lanes", lanes)
        .runSoon();
  }

  /** Ends every lease: for a process that knows it is the only one. */
  void endLeases(Tx tx) {
    tx.update("UPDATE delivery_lanes SET leased_until = 0, lease = 0 WHERE leased_until > 0").run();
  }
}
