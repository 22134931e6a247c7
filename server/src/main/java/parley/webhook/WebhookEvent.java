package parley.webhook;

import static parley.webhook.WebhookEvent.Kind.POST;
import static parley.webhook.WebhookEvent.Kind.POST_OF_CONVERSATION;
import static parley.webhook.WebhookEvent.Kind.PRE;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.http.Form;
import parley.problem.Code;

/** What a webhook can be asked to announce: the names that filters hold (docs/behaviour.md 4.1). */
public enum WebhookEvent {
  ON_CONVERSATION_ADD("onConversationAdd", PRE),
  ON_CONVERSATION_ADDED("onConversationAdded", POST),
  ON_CONVERSATION_REMOVE("onConversationRemove", PRE),
  ON_CONVERSATION_REMOVED("onConversationRemoved", POST_OF_CONVERSATION),
  ON_CONVERSATION_UPDATE("onConversationUpdate", PRE),
  ON_CONVERSATION_UPDATED("onConversationUpdated", POST_OF_CONVERSATION),
  ON_CONVERSATION_STATE_UPDATED("onConversationStateUpdated", POST_OF_CONVERSATION),
  ON_MESSAGE_ADD("onMessageAdd", PRE),
  ON_MESSAGE_ADDED("onMessageAdded", POST_OF_CONVERSATION),
  ON_MESSAGE_UPDATE("onMessageUpdate", PRE),
  ON_MESSAGE_UPDATED("onMessageUpdated", POST_OF_CONVERSATION),
  ON_MESSAGE_REMOVE("onMessageRemove", PRE),
  ON_MESSAGE_REMOVED("onMessageRemoved", POST_OF_CONVERSATION),
  ON_PARTICIPANT_ADD("onParticipantAdd", PRE),
  ON_PARTICIPANT_ADDED("onParticipantAdded", POST_OF_CONVERSATION),
  ON_PARTICIPANT_UPDATE("onParticipantUpdate", PRE),
  ON_PARTICIPANT_UPDATED("onParticipantUpdated", POST_OF_CONVERSATION),
  ON_PARTICIPANT_REMOVE("onParticipantRemove", PRE),
  ON_PARTICIPANT_REMOVED("onParticipantRemoved", POST_OF_CONVERSATION),
  ON_DELIVERY_UPDATED("onDeliveryUpdated", POST_OF_CONVERSATION),
  ON_USER_ADDED("onUserAdded", POST),
  ON_USER_UPDATE("onUserUpdate", PRE),
  ON_USER_UPDATED("onUserUpdated", POST);

  /** Before or after a change; and whether a conversation's own webhook may ask for it. */
  enum Kind {
    PRE,
    POST,
    POST_OF_CONVERSATION
  }

  private static final Map<String, WebhookEvent> BY_NAME =
      Arrays.stream(values())
          .collect(
              Collectors.toMap(event -> event.wire.toLowerCase(Locale.ROOT), Function.identity()));

  private final String wire;
  private final Kind kind;

  WebhookEvent(String wire, Kind kind) {
    this.wire = wire;
    this.kind = kind;
  }

  /** As the API writes it. */
  public String wire() {
    return wire;
  }

  Kind kind() {
    return kind;
  }

  private static @Nullable WebhookEvent of(String name) {
    return BY_NAME.get(name.toLowerCase(Locale.ROOT));
  }

  /** The events that a form repeats, each once, in the order they were sent; empty for none. */
  static List<WebhookEvent> listOf(Form form, String parameter) {
    var events = new LinkedHashSet<WebhookEvent>();
    for (var name : form.all(parameter)) {
      var event = of(name);
      if (event == null) {
        throw Code.BAD_WEBHOOK_FILTER.in(parameter, "does not know '" + name + "'");
      }
      events.add(event);
    }
    return List.copyOf(events);
  }

  /** As {@link #listOf}, of the ten events that a webhook of a single conversation may ask for. */
  public static List<WebhookEvent> listOfConversation(Form form, String parameter) {
    var events = listOf(form, parameter);
    for (var event : events) {
      if (event.kind != Kind.POST_OF_CONVERSATION) {
        throw Code.BAD_WEBHOOK_FILTER.in(
            parameter, event.wire + " is not announced to a single conversation's webhook");
      }
    }
    return events;
  }

  /** The names of a list, as the API writes them. */
  public static List<String> names(List<WebhookEvent> events) {
    return events.stream().map(WebhookEvent::wire).toList();
  }

  /** The list as one text, for a column. */
  public static String toText(List<WebhookEvent> events) {
    return String.join(" ", names(events));
  }

  /** The list of a text that {@link #toText} made. */
  public static List<WebhookEvent> fromText(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(" ")).map(WebhookEvent::of).toList();
  }
}
