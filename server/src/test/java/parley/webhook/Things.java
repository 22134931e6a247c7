package parley.webhook;

import java.time.Instant;
import parley.access.Actor;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.conversation.ConversationBuilder;
import parley.conversation.ConversationState;
import parley.conversation.OpeningMessage;
import parley.conversation.Timers;
import parley.message.Message;
import parley.message.MessageBuilder;
import parley.participant.MessagingBinding;
import parley.participant.NotificationLevel;
import parley.participant.Participant;
import parley.participant.Participant.Horizon;
import parley.participant.ParticipantBuilder;
import parley.receipt.Receipt;
import parley.receipt.ReceiptStatus;
import parley.user.Reachability;
import parley.user.User;
import parley.user.UserBuilder;

/** One of everything that webhooks tell of, with all that it can have. */
final class Things {
  static final String ACCOUNT = sid("AC");
  static final String SERVICE = sid("IS");
  static final Cause BY_ACCOUNT = Cause.byAccount(ACCOUNT, true);
  static final Cause BY_CLIENT =
      new Cause(ACCOUNT, new Actor.OfUser(SERVICE, "ada"), Cause.Source.SDK, true);
  static final Cause BY_SMS = Cause.byChannel(ACCOUNT, "sms");
  static final Cause BY_TIMER = Cause.byTimer(ACCOUNT);
  static final Instant CREATED = Instant.parse("2026-11-26T05:00:00Z");
  static final Instant UPDATED = CREATED.plusMillis(1234);
  static final Instant NOW = CREATED.plusSeconds(60);

  private static final String MEDIA =
      "[{\"sid\":\"%s\",\"size\":12,\"content_type\":\"image/png\",\"filename\":\"\\\"sid\\\":.png\"}]"
          .formatted(sid("ME"));

  final Cause cause;
  final Conversation conversation =
      ConversationBuilder.builder()
          .sid(sid("CH"))
          .accountSid(ACCOUNT)
          .serviceSid(SERVICE)
          .friendlyName("Order 7")
          .uniqueName("order-7")
          .attributes("{\"shop\": 1}")
          .state(ConversationState.ACTIVE)
          .timers(new Timers(null, null, null, null))
          .messagingServiceSid(sid("MG"))
          .email(null)
          .createdBy("system")
          .tally(new Conversation.Tally(8, 8, CREATED))
          .webhookCount(0)
          .version(9)
          .createdAt(CREATED)
          .updatedAt(UPDATED)
          .build();
  final OpeningMessage opener =
      new OpeningMessage(
          "+15558675310", "+15017122661", "+15550001111", "+15558675310", "hello", MEDIA);
  final Message message =
      MessageBuilder.builder()
          .sid(sid("IM"))
          .conversationSid(conversation.sid())
          .index(7)
          .author("ada")
          .participantSid(sid("MB"))
          .body("Grüße 🎉")
          .subject("told to nobody")
          .attributes("{\"a\": 1}")
          .media(MEDIA)
          .content(null)
          .delivery(null)
          .updatedBy("ada")
          .addedVersion(8)
          .changedVersion(9)
          .createdAt(CREATED)
          .updatedAt(UPDATED)
          .build();
  final Participant participant =
      ParticipantBuilder.builder()
          .sid(sid("MB"))
          .conversationSid(conversation.sid())
          .identity("ada")
          .userSid(sid("US"))
          .binding(
              new MessagingBinding(
                  "whatsapp",
                  "whatsapp:+15558675310",
                  "whatsapp:+15017122661",
                  "+15550001111",
                  null,
                  null))
          .roleSid(sid("RL"))
          .attributes("{\"p\": 1}")
          .notificationLevel(NotificationLevel.DEFAULT)
          .horizon(new Horizon(6L, CREATED))
          .addedVersion(1)
          .changedVersion(9)
          .createdAt(CREATED)
          .updatedAt(UPDATED)
          .build();
  final User user =
      UserBuilder.builder()
          .sid(sid("US"))
          .accountSid(ACCOUNT)
          .serviceSid(SERVICE)
          .identity("ada")
          .friendlyName("Ada")
          .attributes("{\"u\": 1}")
          .roleSid(sid("RL"))
          .reachability(new Reachability(true, false))
          .version(3)
          .createdAt(CREATED)
          .updatedAt(UPDATED)
          .build();
  final Receipt receipt =
      new Receipt(
          sid("DY"),
          conversation.sid(),
          message.sid(),
          sid("MB"),
          ReceiptStatus.UNDELIVERED,
          30003,
          sid("SM"),
          CREATED,
          UPDATED);

  Things(Cause cause) {
    this.cause = cause;
  }

  static String sid(String prefix) {
    return prefix + "0".repeat(32);
  }

  Conversation closed() {
    return conversation.withState(ConversationState.CLOSED);
  }

  /** A conversation without anything that it need not have. */
  Conversation bareConversation() {
    return conversation.with(
        it -> it.friendlyName(null).uniqueName(null).messagingServiceSid(null));
  }

  /** Somebody outside chat, who has read nothing and has no role. */
  Participant byAddress() {
    return participant.with(
        it ->
            it.identity(null)
                .userSid(null)
                .roleSid(null)
                .horizon(Horizon.NONE)
                .binding(
                    new MessagingBinding("sms", "+15558675310", "+15017122661", null, null, null)));
  }
}
