package parley.inbound;

import org.jspecify.annotations.Nullable;
import parley.http.Call;
import parley.http.Json;

/** What is answered of a message from outside. */
final class InboundMessageJson {
  private InboundMessageJson() {}

  static void write(Json json, InboundOutcome outcome, Call call) {
    json.text("account_sid", outcome.accountSid())
        .text("channel_message_sid", outcome.channelMessageSid())
        .text("type", outcome.type().wire())
        .text("from", outcome.address())
        .text("to", outcome.proxyAddress());
    var place = outcome.place();
    json.text("chat_service_sid", place == null ? null : place.serviceSid())
        .text("conversation_sid", place == null ? null : place.conversationSid())
        .text("participant_sid", place == null ? null : place.participantSid())
        .text("message_sid", place == null ? null : place.messageSid())
        .number("index", place == null ? null : place.index())
        .flag("autocreated", place != null && place.autocreated());
    writeDropped(json, outcome.dropped());
    json.date("date_created", outcome.createdAt());
    json.text("url", place == null ? null : url(place, call));
  }

  private static void writeDropped(Json json, @Nullable Dropped dropped) {
    if (dropped == null) {
      json.text("dropped", null);
    } else {
      json.object(
          "dropped", why -> why.text("reason", dropped.wire()).text("message", dropped.why()));
    }
  }

  /** The message's, by the path that names the service: whichever that is. */
  private static String url(InboundOutcome.MessagePlace place, Call call) {
    return call.publicLink(
        "/v1/Services/%s/Conversations/%s/Messages/%s"
            .formatted(place.serviceSid(), place.conversationSid(), place.messageSid()));
  }
}
