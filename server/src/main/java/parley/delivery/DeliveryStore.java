package parley.delivery;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import parley.http.JsonText;
import parley.storage.Row;
import parley.storage.Tx;

/** The table of deliveries: those that are open, and those that are kept to be looked at. */
final class DeliveryStore {
  static final String COLUMNS =
      """
      sid, account_sid, lane, position, status, event_type, level, webhook_sid, conversation_sid,
      method, url, credentials, parameters, attempts, pending_since, last_status, last_error,
      duration_ms, created_at, updated_at\
      """;
  static final String SELECT = "SELECT " + COLUMNS + " FROM deliveries";
  private static final String INSERT =
      """
      INSERT INTO deliveries (%s) VALUES (:sid, :account, :lane, :position, 'PENDING', :event,
        :level, :webhook, :conversation, :method, :url, :credentials, :parameters, 0,
        :created_at, NULL, NULL, NULL, :created_at, :created_at)\
      """
          .formatted(COLUMNS);

  /** Adds one that is to be sent. */
  void insert(Tx tx, Delivery delivery) {
    tx.update(INSERT)
        .set("sid", delivery.sid())
        .set("account", delivery.accountSid())
        .set("lane", delivery.lane())
        .set("position", delivery.position())
        .set("event", delivery.eventType())
        .set("level", delivery.level().name())
        .set("webhook", delivery.webhookSid())
        .set("conversation", delivery.conversationSid())
        .set("method", delivery.method())
        .set("url", delivery.url())
        .set("credentials", delivery.credentials())
        .set("parameters", JsonText.ofTexts(delivery.parameters()))
        .set("created_at", delivery.createdAt())
        .runSoon();
  }

  /** The first ones of a lane that are open, behind a place. */
  List<Delivery> open(Tx tx, String lane, long behind, int most) {
    return tx.query(
            SELECT
                + """
                 WHERE lane = :lane AND status = 'PENDING' AND position > :behind
                ORDER BY position LIMIT :most\
                """)
        .set("lane", lane)
        .set("behind", behind)
        .set("most", (long) most)
        .list(DeliveryStore::read);
  }

  /**
   * Notes what became of a try. Where the delivery stands is left alone when somebody has called it
   * off meanwhile, or asked for it to be sent again.
   */
  void note(Tx tx, Delivery delivery, DeliveryStatus status, DeliveryAttempt attempt, Instant now) {
    tx.update(
            """
            UPDATE deliveries SET
              status = CASE WHEN status = 'PENDING' AND position = :position
                AND pending_since = :since THEN :status ELSE status END,
              attempts = CASE WHEN attempts < :attempts THEN :attempts ELSE attempts END,
              last_status = :answered, last_error = :error, duration_ms = :duration,
              updated_at = :now
            WHERE sid = :sid AND status IN ('PENDING', 'CANCELED')\
            """)
        .set("sid", delivery.sid())
        .set("position", delivery.position())
        .set("since", delivery.pendingSince())
        .set("status", status.name())
        .set("attempts", delivery.attempts() + 1)
        .set("answered", attempt.status())
        .set("error", attempt.error())
        .set("duration", attempt.durationMs())
        .set("now", now)
        .runSoon();
  }

  /** Whether it is still to be sent, at the place where it was. */
  boolean isPending(Tx tx, Delivery delivery) {
    return tx.query(
            """
            SELECT 1 AS found FROM deliveries
            WHERE sid = :sid AND status = 'PENDING' AND position = :position\
            """)
        .set("sid", delivery.sid())
        .set("position", delivery.position())
        .first(row -> true)
        .isPresent();
  }

  /**
   * Makes one that is done pending again, at its new place; empty when it is not done. Its first
   * try gets a row now if it had none, for what the delivery itself says is of the last.
   */
  Optional<Delivery> renew(Tx tx, Delivery delivery, Instant now) {
    tx.update(
            """
            INSERT INTO delivery_attempts
              (delivery_sid, number, at, status, duration_ms, error, answer)
            SELECT sid, 1, updated_at - duration_ms, last_status, duration_ms, last_error, ''
            FROM deliveries WHERE sid = :sid AND attempts = 1 AND status <> 'PENDING'
            ON CONFLICT (delivery_sid, number) DO NOTHING\
            """)
        .set("sid", delivery.sid())
        .runSoon();
    return tx.query(
            """
            UPDATE deliveries SET status = 'PENDING', position = :position, pending_since = :now,
              updated_at = :now
            WHERE sid = :sid AND status <> 'PENDING' RETURNING %s\
            """
                .formatted(COLUMNS))
        .set("sid", delivery.sid())
        .set("position", delivery.position())
        .set("now", now)
        .first(DeliveryStore::read);
  }

  /** Calls one off; the place it had, empty when it was not pending. */
  Optional<Long> cancel(Tx tx, String sid, Instant now) {
    return tx.query(
            """
            UPDATE deliveries SET status = 'CANCELED', updated_at = :now
            WHERE sid = :sid AND status = 'PENDING' RETURNING position\
            """)
        .set("sid", sid)
        .set("now", now)
        .first(row -> row.number("position"));
  }

  void insertAttempt(Tx tx, Delivery delivery, DeliveryAttempt attempt) {
    tx.update(
            """
            INSERT INTO delivery_attempts
              (delivery_sid, number, at, status, duration_ms, error, answer)
            VALUES (:sid, :number, :at, :status, :duration, :error, :answer)
            ON CONFLICT (delivery_sid, number) DO NOTHING\
            """)
        .set("sid", delivery.sid())
        .set("number", delivery.attempts() + 1)
        .set("at", attempt.at())
        .set("status", attempt.status())
        .set("duration", attempt.durationMs())
        .set("error", attempt.error())
        .set("answer", attempt.answer())
        .runSoon();
  }

  Optional<Delivery> find(Tx tx, String account, String sid) {
    return tx.query(SELECT + " WHERE account_sid = :account AND sid = :sid")
        .set("account", account)
        .set("sid", sid)
        .first(DeliveryStore::read);
  }

  static Delivery read(Row row) throws SQLException {
    return DeliveryBuilder.builder()
        .sid(row.text("sid"))
        .accountSid(row.text("account_sid"))
        .lane(row.text("lane"))
        .position(row.number("position"))
        .status(DeliveryStatus.valueOf(row.text("status")))
        .eventType(row.text("event_type"))
        .level(WebhookLevel.valueOf(row.text("level")))
        .webhookSid(row.textOrNull("webhook_sid"))
        .conversationSid(row.textOrNull("conversation_sid"))
        .method(row.text("method"))
        .url(row.text("url"))
        .credentials(row.textOrNull("credentials"))
        .parameters(parameters(row.text("parameters")))
        .attempts(row.number("attempts"))
        .pendingSince(row.time("pending_since"))
        .lastStatus(row.numberOrNull("last_status"))
        .lastError(row.textOrNull("last_error"))
        .durationMs(row.numberOrNull("duration_ms"))
        .createdAt(row.time("created_at"))
        .updatedAt(row.time("updated_at"))
        .build();
  }

  private static Map<String, String> parameters(String json) {
    return Objects.requireNonNull(JsonText.texts(json), "parameters are an object of texts");
  }
}
