package parley.webhook;

import java.time.Instant;
import java.util.Map;
import parley.access.Cause;
import parley.conversation.AddingConversation;
import parley.conversation.Conversation;
import parley.conversation.ConversationAdded;
import parley.conversation.ConversationChanged;
import parley.conversation.ConversationRemoved;
import parley.conversation.OpeningMessage;

/** What is told of conversations (docs/behaviour.md 4.6). */
final class ConversationParameters {
  private ConversationParameters() {}

  static Parameters adding(AddingConversation intent) {
    var wish = intent.wish();
    var parameters =
        Parameters.of(WebhookEvent.ON_CONVERSATION_ADD, intent.serviceSid(), intent.cause())
            .text("FriendlyName", wish.friendlyName())
            .text("UniqueName", wish.uniqueName())
            .text("Attributes", wish.attributes())
            .text("MessagingServiceSid", intent.messagingServiceSid())
            .text("State", wish.state().wire());
    var opener = wish.opener();
    return opener == null
        ? parameters
        : opened(parameters, opener)
            .text("MessageBody", opener.body())
            .text("Media", MessageParameters.media(opener.media()));
  }

  static Map<String, String> added(ConversationAdded event) {
    var parameters = of(WebhookEvent.ON_CONVERSATION_ADDED, event.conversation(), event.cause());
    var opener = event.opener();
    return (opener == null ? parameters : opened(parameters, opener)).map();
  }

  private static Parameters opened(Parameters parameters, OpeningMessage opener) {
    return parameters
        .text("MessagingBinding.ProxyAddress", opener.proxyAddress())
        .text("MessagingBinding.Address", opener.address())
        .text("MessagingBinding.ProjectedAddress", opener.projectedAddress())
        .text("MessagingBinding.AuthorAddress", opener.authorAddress());
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
