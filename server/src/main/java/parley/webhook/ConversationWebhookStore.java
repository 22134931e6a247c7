package parley.webhook;

import static parley.storage.Keyset.Column.number;
import static parley.storage.Keyset.Column.text;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import parley.storage.Keyset;
import parley.storage.Row;
import parley.storage.Sql;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;
import parley.webhook.ConversationWebhook.Target;

/** The table of the webhooks of conversations. A trigger may hold blanks, but no line end. */
final class ConversationWebhookStore {
  private static final String COLUMNS =
      """
      conversation_sid, sid, target, url, method, filters, triggers, flow_sid, replay_from,
      created_at, updated_at\
      """;
  private static final String SELECT = "SELECT " + COLUMNS + " FROM conversation_webhooks";
  private static final Keyset BY_CREATION = Keyset.ascending(number("created_at"), text("sid"));

  void insert(Tx tx, ConversationWebhook webhook) {
    set(
            tx.update(
                """
                INSERT INTO conversation_webhooks (%s) VALUES (:conversation, :sid, :target, :url,
                  :method, :filters, :triggers, :flow, :replay_from, :created_at, :updated_at)\
                """
                    .formatted(COLUMNS)),
            webhook)
        .set("target", webhook.target().name())
        .set("replay_from", webhook.replayFrom())
        .set("created_at", webhook.createdAt())
        .run();
  }

  void update(Tx tx, ConversationWebhook webhook) {
    set(
            tx.update(
                """
                UPDATE conversation_webhooks SET url = :url, method = :method,
                  filters = :filters, triggers = :triggers, flow_sid = :flow,
                  updated_at = :updated_at
                WHERE conversation_sid = :conversation AND sid = :sid\
                """),
            webhook)
        .run();
  }

  private static Sql set(Sql sql, ConversationWebhook webhook) {
    var method = webhook.method();
    return sql.set("conversation", webhook.conversationSid())
        .set("sid", webhook.sid())
        .set("url", webhook.url())
        .set("method", method == null ? null : method.name())
        .set("filters", WebhookEvent.toText(webhook.filters()))
        .set("triggers", String.join("\n", webhook.triggers()))
        .set("flow", webhook.flowSid())
        .set("updated_at", webhook.updatedAt());
  }

  Optional<ConversationWebhook> find(Tx tx, String conversation, String sid) {
    return tx.query(SELECT + " WHERE conversation_sid = :conversation AND sid = :sid")
        .set("conversation", conversation)
        .set("sid", sid)
        .first(ConversationWebhookStore::read);
  }

  List<ConversationWebhook> all(Tx tx, String conversation) {
    return tx.query(SELECT + " WHERE conversation_sid = :conversation ORDER BY sid")
        .set("conversation", conversation)
        .list(ConversationWebhookStore::read);
  }

  Page<ConversationWebhook> list(Tx tx, String conversation, PageAsked asked) {
    return BY_CREATION.page(
        tx,
        asked,
        SELECT + " WHERE conversation_sid = :conversation",
        sql -> sql.set("conversation", conversation),
        ConversationWebhookStore::read,
        webhook -> List.of(Long.toString(webhook.createdAt().toEpochMilli()), webhook.sid()));
  }

  long count(Tx tx, String conversation) {
    return tx.query(
            """
            SELECT count(*) AS webhooks FROM conversation_webhooks
            WHERE conversation_sid = :conversation\
            """)
        .set("conversation", conversation)
        .first(row -> row.number("webhooks"))
        .orElseThrow();
  }

  /** Deletes a webhook; whether it was there. */
  boolean delete(Tx tx, String conversation, String sid) {
    return tx.update(
                """
                DELETE FROM conversation_webhooks
                WHERE conversation_sid = :conversation AND sid = :sid\
                """)
            .set("conversation", conversation)
            .set("sid", sid)
            .run()
        == 1;
  }

  private static ConversationWebhook read(Row row) throws SQLException {
    var method = row.textOrNull("method");
    var triggers = row.text("triggers");
    return new ConversationWebhook(
        row.text("sid"),
        row.text("conversation_sid"),
        Target.valueOf(row.text("target")),
        row.textOrNull("url"),
        method == null ? null : WebhookMethod.valueOf(method),
        WebhookEvent.fromText(row.text("filters")),
        triggers.isEmpty() ? List.of() : List.of(triggers.split("\n")),
        row.textOrNull("flow_sid"),
        row.numberOrNull("replay_from"),
        row.time("created_at"),
        row.time("updated_at"));
  }
}
