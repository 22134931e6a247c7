package parley.webhook;

import java.time.Instant;
import java.util.Map;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.conversation.ConversationAdded;
import parley.conversation.ConversationChanged;
import parley.conversation.ConversationRemoved;

/** What is told of conversations (docs/behaviour.md 4.6). */
final class ConversationParameters {
  private ConversationParameters() {}

  static Map<String, String> added(ConversationAdded event) {
    return of(WebhookEvent.ON_CONVERSATION_ADDED, event.conversation(), event.cause()).map();
  }

  static Map<String, String> updated(ConversationChanged event) {
    return of(WebhookEvent.ON_CONVERSATION_UPDATED, event.conversation(), event.cause()).map();
  }

  static Map<String, String> stateUpdated(ConversationChanged event, Instant now) {
    var conversation = event.conversation();
    var kind = WebhookEvent.ON_CONVERSATION_STATE_UPDATED;
    return Parameters.of(kind, conversation.serviceSid(), event.cause())
        .text("ConversationSid", conversation.sid())
        .text("MessagingServiceSid", conversation.messagingServiceSid())
        .text("StateFrom", event.before().state().wire())
        .text("StateTo", conversation.state().wire())
        .date("StateUpdated", now)
        .text("Reason", event.reason().name())
        .map();
  }

  static Map<String, String> removed(ConversationRemoved event, Instant now) {
    return of(WebhookEvent.ON_CONVERSATION_REMOVED, event.conversation(), event.cause())
        .date("DateRemoved", now)
        .map();
  }

  /** What is told of one that is there. */
  static Parameters of(WebhookEvent event, Conversation conversation, Cause cause) {
    return Parameters.of(event, conversation.serviceSid(), cause)
        .text("ConversationSid", conversation.sid())
        .date("DateCreated", conversation.createdAt())
        .date("DateUpdated", conversation.updatedAt())
        .text("FriendlyName", conversation.friendlyName())
        .text("UniqueName", conversation.uniqueName())
        .text("Attributes", conversation.attributes())
        .text("MessagingServiceSid", conversation.messagingServiceSid())
        .text("State", conversation.state().wire());
  }
}
