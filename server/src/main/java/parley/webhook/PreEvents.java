package parley.webhook;

import static java.util.Map.entry;

import java.util.Map;
import parley.conversation.AddingConversation;
import parley.conversation.EditingConversation;
import parley.conversation.RemovingConversation;
import parley.event.Intent;
import parley.message.AddingMessage;
import parley.message.EditingMessage;
import parley.message.RemovingMessage;
import parley.participant.AddingParticipant;
import parley.participant.EditingParticipant;
import parley.participant.RemovingParticipant;
import parley.user.EditingUser;

/** What is told before something is done (docs/behaviour.md 4.6). */
final class PreEvents {
  private static final Map<Class<?>, WebhookEvent> OF =
      Map.ofEntries(
          entry(AddingConversation.class, WebhookEvent.ON_CONVERSATION_ADD),
          entry(EditingConversation.class, WebhookEvent.ON_CONVERSATION_UPDATE),
          entry(RemovingConversation.class, WebhookEvent.ON_CONVERSATION_REMOVE),
          entry(AddingMessage.class, WebhookEvent.ON_MESSAGE_ADD),
          entry(EditingMessage.class, WebhookEvent.ON_MESSAGE_UPDATE),
          entry(RemovingMessage.class, WebhookEvent.ON_MESSAGE_REMOVE),
          entry(AddingParticipant.class, WebhookEvent.ON_PARTICIPANT_ADD),
          entry(EditingParticipant.class, WebhookEvent.ON_PARTICIPANT_UPDATE),
          entry(RemovingParticipant.class, WebhookEvent.ON_PARTICIPANT_REMOVE),
          entry(EditingUser.class, WebhookEvent.ON_USER_UPDATE));

  private PreEvents() {}

  /** The event of a kind of intent; every kind has one. */
  static WebhookEvent of(Class<?> kind) {
    var event = OF.get(kind);
    if (event == null) {
      throw new IllegalArgumentException(kind + " has no event");
    }
    return event;
  }

  /** All parameters of the call, in order. It is made once. */
  static Map<String, String> parameters(Intent<?> intent) {
    var event = of(intent.getClass());
    var cause = intent.cause();
    var service = intent.serviceSid();
    var parameters =
        switch (intent) {
          case AddingConversation it -> ConversationParameters.adding(it);
          case EditingConversation it -> ConversationParameters.of(event, it.after(), cause);
          case RemovingConversation it ->
              ConversationParameters.of(event, it.conversation(), cause);
          case AddingMessage it -> MessageParameters.adding(it);
          case EditingMessage it -> MessageParameters.of(event, service, it.after(), cause);
          case RemovingMessage it -> MessageParameters.of(event, service, it.message(), cause);
          case AddingParticipant it -> ParticipantParameters.adding(it);
          case EditingParticipant it ->
              ParticipantParameters.of(event, service, it.participant(), cause);
          case RemovingParticipant it ->
              ParticipantParameters.of(event, service, it.participant(), cause);
          case EditingUser it -> UserParameters.editing(it);
          default -> throw new IllegalArgumentException(event + " has no parameters");
        };
    return parameters.number("RetryCount", 0L).map();
  }
}
