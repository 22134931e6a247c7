package parley.webhook;

import static parley.webhook.WebhookEvent.ON_CONVERSATION_ADDED;
import static parley.webhook.WebhookEvent.ON_CONVERSATION_REMOVED;
import static parley.webhook.WebhookEvent.ON_CONVERSATION_STATE_UPDATED;
import static parley.webhook.WebhookEvent.ON_CONVERSATION_UPDATED;
import static parley.webhook.WebhookEvent.ON_DELIVERY_UPDATED;
import static parley.webhook.WebhookEvent.ON_MESSAGE_ADDED;
import static parley.webhook.WebhookEvent.ON_MESSAGE_REMOVED;
import static parley.webhook.WebhookEvent.ON_MESSAGE_UPDATED;
import static parley.webhook.WebhookEvent.ON_PARTICIPANT_ADDED;
import static parley.webhook.WebhookEvent.ON_PARTICIPANT_REMOVED;
import static parley.webhook.WebhookEvent.ON_PARTICIPANT_UPDATED;
import static parley.webhook.WebhookEvent.ON_USER_ADDED;
import static parley.webhook.WebhookEvent.ON_USER_UPDATED;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.conversation.Conversation;
import parley.conversation.ConversationAdded;
import parley.conversation.ConversationChanged;
import parley.conversation.ConversationChanged.Reason;
import parley.conversation.ConversationRemoved;
import parley.event.Event;
import parley.message.Dispatch;
import parley.message.MessageAdded;
import parley.message.MessageChanged;
import parley.message.MessageRemoved;
import parley.participant.ParticipantAdded;
import parley.participant.ParticipantChanged;
import parley.participant.ParticipantRemoved;
import parley.receipt.Receipt;
import parley.receipt.ReceiptChanged;
import parley.user.User;
import parley.user.UserAdded;
import parley.user.UserChanged;

/** What is told to the outside of what happens (docs/behaviour.md 4.6). */
public final class Announcements {
  private Announcements() {}

  /**
   * What there is to tell of an event, in order; nothing, of one that is of no concern outside.
   *
   * @param now when it happened, for what goes and takes its dates with it
   */
  public static List<Announcement> of(Event event, Instant now) {
    return switch (event) {
      case MessageAdded it -> added(it);
      case MessageChanged it ->
          one(it, it.conversation(), ON_MESSAGE_UPDATED, MessageParameters::updated);
      case MessageRemoved it ->
          one(
              it,
              it.conversation(),
              ON_MESSAGE_REMOVED,
              gone -> MessageParameters.removed(gone, now));
      case ReceiptChanged it -> List.of(receipt(it.conversation(), it, it.receipt()));
      case ParticipantAdded it ->
          one(it, it.conversation(), ON_PARTICIPANT_ADDED, ParticipantParameters::added);
      case ParticipantChanged it ->
          one(it, it.conversation(), ON_PARTICIPANT_UPDATED, ParticipantParameters::updated);
      case ParticipantRemoved it ->
          one(
              it,
              it.conversation(),
              ON_PARTICIPANT_REMOVED,
              gone -> ParticipantParameters.removed(gone, now));
      case ConversationAdded it ->
          one(it, it.conversation(), ON_CONVERSATION_ADDED, ConversationParameters::added);
      case ConversationChanged it -> changed(it, now);
      case ConversationRemoved it ->
          one(
              it,
              it.conversation(),
              ON_CONVERSATION_REMOVED,
              gone -> ConversationParameters.removed(gone, now));
      case UserAdded it ->
          List.of(user(it.user(), ON_USER_ADDED, it, () -> UserParameters.added(it)));
      case UserChanged it ->
          List.of(user(it.user(), ON_USER_UPDATED, it, () -> UserParameters.updated(it)));
      default -> List.of();
    };
  }

  /** A message, and to whom it cannot even set out. */
  private static List<Announcement> added(MessageAdded it) {
    var body = it.message().body();
    var message =
        in(it.conversation(), ON_MESSAGE_ADDED, it, body, () -> MessageParameters.added(it));
    var failed =
        it.dispatches().stream()
            .filter(Dispatch::hasFailed)
            .map(dispatch -> Receipt.of(it.message(), dispatch))
            .map(receipt -> receipt(it.conversation(), it, receipt));
    return Stream.concat(Stream.of(message), failed).toList();
  }

  /** What became of a message comes from outside, whoever hands it in. */
  private static Announcement receipt(Conversation conversation, Event event, Receipt receipt) {
    var service = conversation.serviceSid();
    return in(
            conversation,
            ON_DELIVERY_UPDATED,
            event,
            null,
            () -> ReceiptParameters.updated(service, receipt, event.cause()))
        .toldAlways();
  }

  /** An edit, and the new state that came by it; or a new state alone, which came by itself. */
  private static List<Announcement> changed(ConversationChanged it, Instant now) {
    var state = state(it, now);
    if (it.reason() != Reason.API) {
      return List.of(state.toldAlways());
    }
    var edit = one(it, it.conversation(), ON_CONVERSATION_UPDATED, ConversationParameters::updated);
    return it.before().state() == it.conversation().state()
        ? edit
        : List.of(edit.getFirst(), state);
  }

  private static Announcement state(ConversationChanged it, Instant now) {
    return in(
        it.conversation(),
        ON_CONVERSATION_STATE_UPDATED,
        it,
        null,
        () -> ConversationParameters.stateUpdated(it, now));
  }

  private static <E extends Event> List<Announcement> one(
      E event,
      Conversation conversation,
      WebhookEvent kind,
      Function<E, Map<String, String>> parameters) {
    return List.of(in(conversation, kind, event, null, () -> parameters.apply(event)));
  }

  private static Announcement in(
      Conversation conversation,
      WebhookEvent kind,
      Event event,
      @Nullable String body,
      Supplier<Map<String, String>> parameters) {
    var sid = conversation.sid();
    return new Announcement(
        kind,
        event.cause(),
        false,
        conversation.serviceSid(),
        sid,
        sid,
        conversation.webhookCount() > 0,
        body,
        parameters);
  }

  private static Announcement user(
      User user, WebhookEvent kind, Event event, Supplier<Map<String, String>> parameters) {
    return new Announcement(
        kind, event.cause(), false, user.serviceSid(), null, user.sid(), false, null, parameters);
  }
}
