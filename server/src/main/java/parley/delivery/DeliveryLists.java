package parley.delivery;

import static parley.storage.Keyset.Column.text;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parley.storage.Keyset;
import parley.storage.Row;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;

/** Reads deliveries to look at them. */
final class DeliveryLists {
  private static final String SELECT =
      """
      SELECT %s,
        CASE WHEN status = 'PENDING'
          THEN (SELECT due_at FROM delivery_lanes WHERE lane = deliveries.lane) END AS due_at
      FROM deliveries WHERE account_sid = :account\
      """
          .formatted(DeliveryStore.COLUMNS);
  static final String PENDING_COUNT =
      "SELECT count(*) AS n, min(pending_since) AS oldest FROM deliveries WHERE status = 'PENDING'";
  static final String FAILED_COUNT = "SELECT count(*) AS n FROM deliveries WHERE status = 'FAILED'";
  private static final Keyset NEWEST_FIRST = Keyset.descending(text("sid"));

  Optional<ShownDelivery> find(Tx tx, String account, String sid) {
    return tx.query(SELECT + " AND sid = :sid")
        .set("account", account)
        .set("sid", sid)
        .first(DeliveryLists::read);
  }

  Page<ShownDelivery> list(Tx tx, String account, DeliveryFilter filter, PageAsked asked) {
    return NEWEST_FIRST.page(
        tx,
        asked,
        listOf(filter),
        sql -> filter.set(sql.set("account", account)),
        DeliveryLists::read,
        shown -> List.of(shown.delivery().sid()));
  }

  static String listOf(DeliveryFilter filter) {
    return SELECT + filter.sql();
  }

  /** How many are pending and since when, and how many have failed; by the indexes of those. */
  DeliveryCounts counts(Tx tx, Instant now) {
    var failed = tx.query(FAILED_COUNT).first(row -> row.number("n")).orElse(0L);
    return tx.query(PENDING_COUNT)
        .first(
            row -> {
              var since = row.timeOrNull("oldest");
              var age = since == null ? Duration.ZERO : Duration.between(since, now);
              return new DeliveryCounts(
                  row.number("n"), failed, age.isNegative() ? Duration.ZERO : age);
            })
        .orElseThrow();
  }

  /** The SID of the newest of all. */
  Optional<String> newest(Tx tx) {
    return tx.query("SELECT sid FROM deliveries ORDER BY sid DESC LIMIT 1")
        .first(row -> row.text("sid"));
  }

  /** The oldest ones behind a SID, up to another one; without a status those that are done. */
  List<Delivery> portion(
      Tx tx, String account, DeliveryFilter filter, String behind, String last, int most) {
    return filter
        .set(tx.query(portionOf(filter)))
        .set("account", account)
        .set("behind", behind)
        .set("last", last)
        .set("most", (long) most)
        .list(DeliveryStore::read);
  }

  static String portionOf(DeliveryFilter filter) {
    return DeliveryStore.SELECT
        + " WHERE account_sid = :account"
        + (filter.status() == null ? " AND status <> 'PENDING'" : "")
        + filter.sql()
        + " AND sid > :behind AND sid <= :last ORDER BY sid LIMIT :most";
  }

  /** What is known of its tries, the first one first. */
  List<DeliveryAttempt> attempts(Tx tx, Delivery delivery) {
    return tx.query(
            """
            SELECT at, status, duration_ms, error, answer FROM delivery_attempts
            WHERE delivery_sid = :sid ORDER BY number\
            """)
        .set("sid", delivery.sid())
        .list(
            row ->
                new DeliveryAttempt(
                    row.time("at"),
                    row.numberOrNull("status"),
                    row.number("duration_ms"),
                    row.textOrNull("error"),
                    row.text("answer"),
                    null,
                    false));
  }

  private static ShownDelivery read(Row row) throws SQLException {
    return new ShownDelivery(DeliveryStore.read(row), row.timeOrNull("due_at"));
  }
}
