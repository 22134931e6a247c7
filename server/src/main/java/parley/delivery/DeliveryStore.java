package parley.delivery;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.http.JsonText;
import parley.storage.Row;
import parley.storage.Tx;

/** The table of deliveries: those that are open, and those that are kept to be looked at. */
final class DeliveryStore {
  private static final String COLUMNS =
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

  /** Notes what became of a try, unless somebody has called the delivery off. */
  void note(Tx tx, Delivery delivery, DeliveryStatus status, DeliveryAttempt attempt, Instant now) {
    tx.update(
            """
            UPDATE deliveries SET status = :status, attempts = :attempts, last_status = :answered,
              last_error = :error, duration_ms = :duration, updated_at = :now
            WHERE sid = :sid AND status = 'PENDING'\
            """)
        .set("sid", delivery.sid())
        .set("status", status.name())
        .set("attempts", delivery.attempts() + 1)
        .set("answered", attempt.status())
        .set("error", attempt.error())
        .set("duration", attempt.durationMs())
        .set("now", now)
        .runSoon();
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
        .parameters(texts(row.text("parameters")))
        .attempts(row.number("attempts"))
        .pendingSince(row.time("pending_since"))
        .lastStatus(row.numberOrNull("last_status"))
        .lastError(row.textOrNull("last_error"))
        .durationMs(row.numberOrNull("duration_ms"))
        .createdAt(row.time("created_at"))
        .updatedAt(row.time("updated_at"))
        .build();
  }

  private static Map<String, String> texts(@Nullable String json) {
    return Objects.requireNonNull(
        json == null ? null : JsonText.texts(json), "parameters are an object of texts");
  }
}
