package parley.webhook;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.access.Cause;
import parley.http.Json;
import parley.message.AddingMessage;
import parley.message.Message;
import parley.message.MessageAdded;
import parley.message.MessageChanged;
import parley.message.MessageRemoved;

/** What is told of messages (docs/behaviour.md 4.6). */
final class MessageParameters {
  /** Other names than in the answers of the API (docs/behaviour.md 4.3). */
  private static final Map<String, String> NAMES_OF_MEDIA =
      Map.of("sid", "Sid", "size", "Size", "content_type", "ContentType", "filename", "Filename");

  private MessageParameters() {}

  static Parameters adding(AddingMessage intent) {
    var wish = intent.wish();
    return Parameters.of(WebhookEvent.ON_MESSAGE_ADD, intent.serviceSid(), intent.cause())
        .text("ConversationSid", intent.conversation().sid())
        .text("Body", wish.body())
        .text("Author", wish.author())
        .text("ParticipantSid", intent.participantSid())
        .text("Attributes", wish.attributes())
        .text("Media", media(intent.media()));
  }

  static Map<String, String> added(MessageAdded event) {
    var conversation = event.conversation();
    var message = event.message();
    var kind = WebhookEvent.ON_MESSAGE_ADDED;
    var parameters =
        Parameters.of(kind, conversation.serviceSid(), event.cause())
            .text("ConversationSid", conversation.sid())
            .text("MessageSid", message.sid())
            .text("MessagingServiceSid", conversation.messagingServiceSid())
            .number("Index", message.index())
            .date("DateCreated", message.createdAt());
    return withContent(parameters, message).map();
  }

  static Map<String, String> updated(MessageChanged event) {
    var service = event.conversation().serviceSid();
    return of(WebhookEvent.ON_MESSAGE_UPDATED, service, event.message(), event.cause()).map();
  }

  static Map<String, String> removed(MessageRemoved event, Instant now) {
    var service = event.conversation().serviceSid();
    return of(WebhookEvent.ON_MESSAGE_REMOVED, service, event.message(), event.cause())
        .date("DateRemoved", now)
        .map();
  }

  /** What is told of one that is there. */
  static Parameters of(WebhookEvent event, String serviceSid, Message message, Cause cause) {
    var parameters =
        Parameters.of(event, serviceSid, cause)
            .text("ConversationSid", message.conversationSid())
            .text("MessageSid", message.sid())
            .number("Index", message.index())
            .date("DateCreated", message.createdAt())
            .date("DateUpdated", message.updatedAt());
    return withContent(parameters, message);
  }

  private static Parameters withContent(Parameters parameters, Message message) {
    return parameters
        .text("Body", message.body())
        .text("Author", message.author())
        .text("ParticipantSid", message.participantSid())
        .text("Attributes", message.attributes())
        .text("Media", media(message.media()));
  }

  /** A list of files as webhooks tell it, of one as the API answers it. */
  static @Nullable String media(@Nullable String answered) {
    return answered == null ? null : Json.renamed(answered, NAMES_OF_MEDIA);
  }
}
