package parley.webhook;

import parley.http.Call;
import parley.http.Json;

/** A conversation's webhook as REST tells it (docs/behaviour.md 2.9). */
final class ConversationWebhookJson {
  private ConversationWebhookJson() {}

  static void write(Json json, ConversationWebhook webhook, Call call) {
    json.text("account_sid", call.accountSid());
    if (call.namesService()) {
      json.text("chat_service_sid", call.service());
    }
    json.text("conversation_sid", webhook.conversationSid());
    json.text("sid", webhook.sid());
    json.text("target", webhook.target().wire());
    json.object("configuration", configuration -> writeConfiguration(configuration, webhook));
    json.date("date_created", webhook.createdAt());
    json.date("date_updated", webhook.updatedAt());
    json.text(
        "url",
        call.link("/Conversations/" + webhook.conversationSid() + "/Webhooks/" + webhook.sid()));
  }

  private static void writeConfiguration(Json json, ConversationWebhook webhook) {
    switch (webhook.target()) {
      case WEBHOOK -> {
        writeCall(json, webhook);
        json.texts("filters", WebhookEvent.names(webhook.filters()));
      }
      case TRIGGER -> {
        writeCall(json, webhook);
        // The original sends triggers and answers with filters; clients may look for either.
        json.texts("filters", webhook.triggers());
        json.texts("triggers", webhook.triggers());
      }
      case STUDIO -> json.text("flow_sid", webhook.flowSid());
    }
  }

  private static void writeCall(Json json, ConversationWebhook webhook) {
    var method = webhook.method();
    json.text("url", webhook.url());
    json.text("method", method == null ? null : method.lowerCase());
  }
}
