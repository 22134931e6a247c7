package parley.receipt;

import static parley.storage.Keyset.Column.number;
import static parley.storage.Keyset.Column.text;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import parley.message.DeliverySummary;
import parley.storage.Keyset;
import parley.storage.Row;
import parley.storage.Sql;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;

/** The table of receipts; a message deletes its own. */
final class ReceiptStore {
  private static final String COLUMNS =
      """
      conversation_sid, message_sid, participant_sid, sid, status, error_code, channel_message_sid,
      created_at, updated_at\
      """;
  private static final String OF_MESSAGE =
      """
      SELECT %s FROM receipts WHERE conversation_sid = :conversation AND message_sid = :message\
      """
          .formatted(COLUMNS);
  private static final Keyset BY_CREATION = Keyset.ascending(number("created_at"), text("sid"));
  private static final int ROWS_AT_ONCE_MAX = 32;

  /**
   * Adds the receipts of one message. In pieces of a power of two, so that there are a few texts of
   * statements and not one for every number of receipts.
   */
  void insertAll(Tx tx, List<Receipt> receipts) {
    var rest = receipts;
    while (!rest.isEmpty()) {
      var count = Math.min(ROWS_AT_ONCE_MAX, Integer.highestOneBit(rest.size()));
      insert(tx, rest.subList(0, count));
      rest = rest.subList(count, rest.size());
    }
  }

  private static void insert(Tx tx, List<Receipt> receipts) {
    var rows =
        IntStream.range(0, receipts.size())
            .mapToObj(
                i ->
                    "(:conversation, :message, :participant_%d, :sid_%d, :status_%d, :error_%d, "
                            .formatted(i, i, i, i)
                        + ":channel_%d, :created_at, :updated_at)".formatted(i))
            .collect(Collectors.joining(", "));
    var sql = tx.update("INSERT INTO receipts (" + COLUMNS + ") VALUES " + rows);
    for (var i = 0; i < receipts.size(); i++) {
      var receipt = receipts.get(i);
      setReport(sql, receipt, "_" + i)
          .set("participant_" + i, receipt.participantSid())
          .set("sid_" + i, receipt.sid());
    }
    var first = receipts.getFirst();
    sql.set("conversation", first.conversationSid())
        .set("message", first.messageSid())
        .set("created_at", first.createdAt())
        .set("updated_at", first.updatedAt())
        .run();
  }

  void update(Tx tx, Receipt receipt) {
    setReport(
            tx.update(
                """
                UPDATE receipts SET status = :status, error_code = :error,
                  channel_message_sid = :channel, updated_at = :updated_at
                WHERE conversation_sid = :conversation AND message_sid = :message
                  AND participant_sid = :participant\
                """),
            receipt,
            "")
        .set("conversation", receipt.conversationSid())
        .set("message", receipt.messageSid())
        .set("participant", receipt.participantSid())
        .set("updated_at", receipt.updatedAt())
        .run();
  }

  private static Sql setReport(Sql sql, Receipt receipt, String suffix) {
    var status = receipt.status();
    return sql.set("status" + suffix, status == null ? null : status.name())
        .set("error" + suffix, receipt.errorCode())
        .set("channel" + suffix, receipt.channelMessageSid());
  }

  Optional<Receipt> find(Tx tx, String conversation, String message, String sid) {
    return ofMessage(tx, conversation, message, " AND sid = :key", sid);
  }

  Optional<Receipt> findOf(Tx tx, String conversation, String message, String participant) {
    return ofMessage(tx, conversation, message, " AND participant_sid = :key", participant);
  }

  private static Optional<Receipt> ofMessage(
      Tx tx, String conversation, String message, String where, String key) {
    return tx.query(OF_MESSAGE + where)
        .set("conversation", conversation)
        .set("message", message)
        .set("key", key)
        .first(ReceiptStore::read);
  }

  Page<Receipt> list(Tx tx, String conversation, String message, PageAsked asked) {
    return BY_CREATION.page(
        tx,
        asked,
        OF_MESSAGE,
        sql -> sql.set("conversation", conversation).set("message", message),
        ReceiptStore::read,
        receipt -> List.of(Long.toString(receipt.createdAt().toEpochMilli()), receipt.sid()));
  }

  /** How the receipts of a message stand; there is at least one. */
  DeliverySummary count(Tx tx, String conversation, String message) {
    return tx.query(
            """
            SELECT count(*) AS total,
              count(CASE WHEN status IN ('SENT', 'DELIVERED', 'READ', 'UNDELIVERED') THEN 1 END)
                AS sent,
              count(CASE WHEN status IN ('DELIVERED', 'READ') THEN 1 END) AS delivered,
              count(CASE WHEN status = 'READ' THEN 1 END) AS has_read,
              count(CASE WHEN status = 'FAILED' THEN 1 END) AS failed,
              count(CASE WHEN status = 'UNDELIVERED' THEN 1 END) AS undelivered
            FROM receipts WHERE conversation_sid = :conversation AND message_sid = :message\
            """)
        .set("conversation", conversation)
        .set("message", message)
        .first(
            row ->
                new DeliverySummary(
                    row.number("total"),
                    row.number("sent"),
                    row.number("delivered"),
                    row.number("has_read"),
                    row.number("failed"),
                    row.number("undelivered")))
        .orElseThrow();
  }

  private static Receipt read(Row row) throws SQLException {
    var status = row.textOrNull("status");
    return new Receipt(
        row.text("sid"),
        row.text("conversation_sid"),
        row.text("message_sid"),
        row.text("participant_sid"),
        status == null ? null : ReceiptStatus.valueOf(status),
        row.number("error_code"),
        row.textOrNull("channel_message_sid"),
        row.time("created_at"),
        row.timeOrNull("updated_at"));
  }
}
