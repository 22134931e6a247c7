package parley.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import parley.delivery.WebhookCall;
import parley.delivery.WebhookLevel;
import parley.storage.Tx;

/**
 * Who asked to be told: the account, the service, the conversation's own webhooks. Each is told for
 * itself (docs/behaviour.md 4.1). Flex and studio are other products; they are never called.
 */
final class Subscribers {
  private final WebhookConfigurations configurations;
  private final ConversationWebhookStore webhooks = new ConversationWebhookStore();

  Subscribers(WebhookConfigurations configurations) {
    this.configurations = configurations;
  }

  /** The calls that an announcement is owed; none when nobody asked for it. */
  List<WebhookCall> callsFor(Tx tx, Announcement announcement) {
    var calls = new ArrayList<WebhookCall>(1);
    addConfigured(tx, announcement, WebhookLevel.ACCOUNT, announcement.cause().accountSid(), calls);
    addConfigured(tx, announcement, WebhookLevel.SERVICE, announcement.serviceSid(), calls);
    var conversation = announcement.conversationSid();
    if (announcement.hasOwnWebhooks() && conversation != null) {
      webhooks.all(tx, conversation).stream()
          .filter(webhook -> wants(webhook, announcement))
          .map(webhook -> call(webhook, announcement))
          .forEach(calls::add);
    }
    return calls;
  }

  private void addConfigured(
      Tx tx, Announcement announcement, WebhookLevel level, String scope, List<WebhookCall> calls) {
    var configuration = configurations.known(tx, scope);
    var url = configuration.postUrl();
    if (url != null && configuration.asksFor(announcement.event())) {
      calls.add(call(announcement, level, null, configuration.methodOrPost(), url));
    }
  }

  /**
   * Whether a conversation's own webhook asked for it, by its filters or by a word of a message.
   */
  static boolean wants(ConversationWebhook webhook, Announcement announcement) {
    return switch (webhook.target()) {
      case WEBHOOK -> webhook.filters().contains(announcement.event());
      case TRIGGER -> holdsAny(announcement.body(), webhook.triggers());
      case STUDIO -> false;
    };
  }

  /** The case of letters does not matter (docs/behaviour.md 2.9). */
  private static boolean holdsAny(@Nullable String body, List<String> triggers) {
    if (body == null) {
      return false;
    }
    var folded = body.toLowerCase(Locale.ROOT);
    return triggers.stream().anyMatch(word -> folded.contains(word.toLowerCase(Locale.ROOT)));
  }

  static WebhookCall call(ConversationWebhook webhook, Announcement announcement) {
    return call(
        announcement,
        WebhookLevel.CONVERSATION,
        webhook.sid(),
        Objects.requireNonNullElse(webhook.method(), WebhookMethod.POST),
        Objects.requireNonNull(webhook.url(), "only a studio flow has no URL"));
  }

  private static WebhookCall call(
      Announcement announcement,
      WebhookLevel level,
      @Nullable String webhookSid,
      WebhookMethod method,
      String url) {
    Map<String, String> parameters = announcement.parameters().get();
    return new WebhookCall(
        announcement.cause().accountSid(),
        announcement.event().wire(),
        level,
        webhookSid,
        announcement.conversationSid(),
        announcement.subject(),
        method.name(),
        url,
        parameters);
  }
}
