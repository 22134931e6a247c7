package parley.due;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parley.storage.Dialect;
import parley.storage.Tx;

/**
 * The table of what is due. Leases go by the database's clock, which is one for all servers and
 * which nobody moves; dates by the clock of whoever asks.
 */
final class DueStore {
  /** The first date of what nobody has claimed: the head of the index, whatever lies behind it. */
  final String earliest;

  /** The first date behind a moment, whoever has claimed it. */
  private static final String NEXT =
      """
      SELECT due_at FROM due WHERE due_at > :now AND kind || '' IN (<kinds>)
      ORDER BY due_at LIMIT 1\
      """;

  /** Something that is due, and not put off for its failures. */
  private static final String OVERDUE =
      """
      SELECT due_at FROM due WHERE due_at <= :now AND failures = 0 AND kind || '' IN (<kinds>)
      ORDER BY due_at LIMIT 1\
      """;

  /** What is due and claimed by nobody, oldest first, past what others are claiming. */
  final String due;

  private final String lease;

  DueStore(Dialect dialect) {
    // Not by the bare kind, which is how the primary key begins: it would be read to its end.
    var free = "leased_until <= " + dialect.ownTime() + " AND kind || '' IN (<kinds>)";
    earliest = "SELECT due_at FROM due WHERE " + free + " ORDER BY due_at LIMIT 1";
    due =
        "SELECT kind, subject, failures FROM due WHERE due_at <= :now AND "
            + free
            + " ORDER BY due_at LIMIT :most"
            + dialect.skipLocked();
    lease =
        """
        UPDATE due SET leased_until = %s + :lease, failures = :failures
        WHERE kind = :kind AND subject = :subject\
        """
            .formatted(dialect.ownTime());
  }

  /** Writes a row, or moves its date; only ever to an earlier one. */
  void advance(Tx tx, String kind, String subject, Instant date) {
    tx.update(
            """
            INSERT INTO due (kind, subject, due_at, leased_until, failures)
            VALUES (:kind, :subject, :date, 0, 0)
            ON CONFLICT (kind, subject) DO UPDATE SET due_at = excluded.due_at
            WHERE excluded.due_at < due.due_at\
            """)
        .set("kind", kind)
        .set("subject", subject)
        .set("date", date)
        .runSoon();
  }

  /** Moves what is due later to a moment. */
  void hasten(Tx tx, Instant date) {
    tx.update("UPDATE due SET due_at = :date WHERE due_at > :date").set("date", date).run();
  }

  void delete(Tx tx, String kind, String subject) {
    tx.update("DELETE FROM due WHERE kind = :kind AND subject = :subject")
        .set("kind", kind)
        .set("subject", subject)
        .runSoon();
  }

  Optional<Instant> earliest(Tx tx, List<String> kinds) {
    return tx.query(earliest).setAll("kinds", kinds).first(row -> row.time("due_at"));
  }

  Optional<Instant> next(Tx tx, List<String> kinds, Instant now) {
    return date(tx, NEXT, kinds, now);
  }

  Optional<Instant> overdue(Tx tx, List<String> kinds, Instant now) {
    return date(tx, OVERDUE, kinds, now);
  }

  private static Optional<Instant> date(Tx tx, String query, List<String> kinds, Instant now) {
    return tx.query(query).setAll("kinds", kinds).set("now", now).first(row -> row.time("due_at"));
  }

  AgendaCounts counts(Tx tx, Instant now) {
    return tx.query(
            """
            SELECT count(*) AS waiting, count(CASE WHEN due_at <= :now THEN 1 END) AS overdue,
              min(due_at) AS earliest
            FROM due\
            """)
        .set("now", now)
        .first(
            row -> {
              var earliest = row.timeOrNull("earliest");
              var late = earliest == null ? Duration.ZERO : Duration.between(earliest, now);
              return new AgendaCounts(
                  row.number("waiting"),
                  row.number("overdue"),
                  late.isNegative() ? Duration.ZERO : late);
            })
        .orElseThrow();
  }

  List<DueRow> claim(Tx tx, List<String> kinds, Instant now, int most, Duration lease) {
    var rows =
        tx.query(due)
            .setAll("kinds", kinds)
            .set("now", now)
            .set("most", most)
            .list(row -> new DueRow(row.text("kind"), row.text("subject"), row.number("failures")));
    rows.forEach(row -> lease(tx, row, row.failures(), lease));
    return rows;
  }

  /** Puts a row off whose work has failed. */
  void failed(Tx tx, DueRow row, Duration wait) {
    lease(tx, row, row.failures() + 1, wait);
  }

  private void lease(Tx tx, DueRow row, long failures, Duration length) {
    tx.update(lease)
        .set("lease", length.toMillis())
        .set("failures", failures)
        .set("kind", row.kind())
        .set("subject", row.subject())
        .runSoon();
  }

  /** Ends every lease, also of what has failed. */
  void endLeases(Tx tx) {
    tx.update("UPDATE due SET leased_until = 0, failures = 0 WHERE leased_until > 0").run();
  }

  /** Ends a lease: the row has another date from now on. */
  void moveTo(Tx tx, DueRow row, Instant date) {
    tx.update(
            """
            UPDATE due SET due_at = :date, leased_until = 0, failures = 0
            WHERE kind = :kind AND subject = :subject\
            """)
        .set("date", date)
        .set("kind", row.kind())
        .set("subject", row.subject())
        .runSoon();
  }
}
