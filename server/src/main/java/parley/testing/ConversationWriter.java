package parley.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.conversation.Conversation;
import parley.conversation.ConversationState;
import parley.http.Json;
import parley.message.Message;
import parley.participant.MessagingBinding;
import parley.participant.NotificationLevel;
import parley.participant.Participant;
import parley.storage.Tx;
import parley.webhook.ConversationWebhook;
import parley.webhook.WebhookEvent;

/** Writes a conversation, with what is in it, as a fixture that would make it. */
final class ConversationWriter {
  private static final int MESSAGES_AT_ONCE = 1000;

  private final Deeds deeds;
  private final Tx tx;
  private final FixtureWeight weight;
  private final Map<String, String> serviceNames;
  private final Map<String, String> roleNames;

  ConversationWriter(
      Deeds deeds,
      Tx tx,
      FixtureWeight weight,
      Map<String, String> serviceNames,
      Map<String, String> roleNames) {
    this.deeds = deeds;
    this.tx = tx;
    this.weight = weight;
    this.serviceNames = serviceNames;
    this.roleNames = roleNames;
  }

  void write(Json json, Conversation it) {
    var email = it.email();
    var state =
        it.state() == ConversationState.INITIALIZING ? ConversationState.ACTIVE : it.state();
    json.text("service", serviceNames.get(it.serviceSid()))
        .text("unique_name", it.uniqueName())
        .text("friendly_name", it.friendlyName());
    FixtureWriter.writeAttributes(json, it.attributes());
    json.text("state", state.wire())
        .text("inactive_after", it.timers().inactiveAfter())
        .text("closed_after", it.timers().closedAfter())
        .text("messaging_service_sid", it.messagingServiceSid())
        .text("email_address", email == null ? null : email.address())
        .text("email_name", email == null ? null : email.name())
        .text("at", it.createdAt().toString())
        .text("updated_at", it.updatedAt().toString());
    var messages = messages(it);
    var participants =
        AllPages.of(
            asked -> deeds.participants().list(it, asked), one -> weight.add(one.attributes()));
    json.objects("participants", participants, (inside, one) -> write(inside, one, it, messages))
        .objects("messages", messages, ConversationWriter::write)
        .objects(
            "webhooks",
            AllPages.of(asked -> deeds.webhooks().list(it, asked)),
            ConversationWriter::write);
  }

  private List<Message> messages(Conversation it) {
    var all = new ArrayList<Message>();
    var next = 0L;
    List<Message> some;
    do {
      some = deeds.messages().listFrom(tx, it.sid(), next, MESSAGES_AT_ONCE);
      some.forEach(one -> weight.add(one.body(), one.attributes()));
      all.addAll(some);
      next = some.isEmpty() ? next : some.getLast().index() + 1;
    } while (!some.isEmpty());
    return all;
  }

  private void write(Json json, Participant it, Conversation conversation, List<Message> messages) {
    json.text("identity", it.identity());
    writeBinding(json, it.binding());
    json.text("role", it.roleSid() == null ? null : roleNames.get(it.roleSid()));
    FixtureWriter.writeAttributes(json, it.attributes());
    json.number("read", position(it, conversation, messages))
        .text("read_at", readAt(it, conversation, messages))
        .flag("muted", it.notificationLevel() == NotificationLevel.MUTED)
        .text("at", it.createdAt().toString());
  }

  private static void writeBinding(Json json, @Nullable MessagingBinding binding) {
    if (binding != null) {
      json.text("address", binding.address())
          .text("proxy_address", binding.proxyAddress())
          .text("projected_address", binding.projectedAddress())
          .text("address_name", binding.name())
          .text("address_level", binding.level());
    }
  }

  private static @Nullable String readAt(
      Participant it, Conversation conversation, List<Message> messages) {
    var at = it.horizon().readAt();
    return at == null || position(it, conversation, messages) == null ? null : at.toString();
  }

  /** Messages that were deleted leave no gap here, so a horizon counts those that are there. */
  private static @Nullable Long position(
      Participant it, Conversation conversation, List<Message> messages) {
    var index = it.horizon().index();
    if (index == null || conversation.tally().nextIndex() == 0) {
      return index;
    }
    var read = messages.stream().filter(message -> message.index() <= index).count();
    return read == 0 ? null : read - 1;
  }

  private static void write(Json json, Message it) {
    var content = it.content();
    var files = it.media();
    json.text("author", it.author())
        .text("body", it.body() == null && files != null ? "[file]" : it.body())
        .text("subject", it.subject());
    FixtureWriter.writeAttributes(json, it.attributes());
    json.text("at", it.createdAt().toString()).text("updated_at", it.updatedAt().toString());
    if (content != null) {
      json.text("content_sid", content.sid()).text("content_variables", content.variables());
    }
  }

  private static void write(Json json, ConversationWebhook it) {
    json.text("target", it.target().wire())
        .text("url", it.url())
        .text("method", it.method() == null ? null : it.method().wire())
        .texts("filters", WebhookEvent.names(it.filters()))
        .texts("triggers", it.triggers())
        .text("flow_sid", it.flowSid());
  }
}
