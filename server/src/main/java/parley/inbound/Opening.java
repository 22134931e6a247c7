package parley.inbound;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import parley.access.Cause;
import parley.address.AddressConfiguration;
import parley.address.AddressConfigurations;
import parley.address.AutoCreation;
import parley.conversation.Conversations;
import parley.conversation.Held;
import parley.conversation.NewConversation;
import parley.conversation.OpeningMessage;
import parley.http.Form;
import parley.inbound.InboundOutcome.MessagePlace;
import parley.media.Media;
import parley.message.Messages;
import parley.participant.Participants;
import parley.problem.Limits;
import parley.service.Services;
import parley.storage.Tx;
import parley.webhook.ConversationWebhook;
import parley.webhook.ConversationWebhooks;
import parley.webhook.NewConversationWebhook;

/** Opens a conversation for a message that belongs to none, as its address is configured. */
final class Opening {
  private final Services services;
  private final Conversations conversations;
  private final Participants participants;
  private final Messages messages;
  private final Media media;
  private final ConversationWebhooks webhooks;
  private final AddressConfigurations addresses;

  Opening(
      Services services,
      Conversations conversations,
      Participants participants,
      Messages messages,
      Media media,
      ConversationWebhooks webhooks,
      AddressConfigurations addresses) {
    this.services = services;
    this.conversations = conversations;
    this.participants = participants;
    this.messages = messages;
    this.media = media;
    this.webhooks = webhooks;
    this.addresses = addresses;
  }

  /**
   * A conversation that is to be opened, after whoever wanted to was asked.
   *
   * @param configuration as it was when that was asked
   */
  record Plan(
      AddressConfiguration configuration,
      String service,
      NewConversation conversation,
      NewInboundMessage message,
      List<String> mediaSids) {}

  /**
   * Asks whether the conversation may be opened; outside of any transaction.
   *
   * @throws parley.problem.Problem 50056 and 50057 when it may not, 50507 and 50508 for media that
   *     cannot be attached
   */
  Plan plan(
      AddressConfiguration configuration,
      NewInboundMessage message,
      InboundFiles files,
      Cause cause) {
    var named = configuration.autoCreation().serviceSid();
    var service = named == null ? services.defaultOf(cause.accountSid()) : named;
    var mediaSids = files.in(service);
    var shown = media.shown(service, mediaSids, cause);
    var opener =
        new OpeningMessage(message.from(), message.to(), null, null, message.body(), shown);
    var plain = NewConversation.from(Form.of(Map.of(), Limits.DOCUMENTED)).openedBy(opener);
    var conversation = conversations.advised(service, plain, cause);
    return new Plan(configuration, service, conversation, message, mediaSids);
  }

  /**
   * Makes the conversation with its participant, webhook and message.
   *
   * @throws LookAgain when the address is configured otherwise by now
   * @throws parley.problem.Problem 50416 when the pair has become live meanwhile
   */
  MessagePlace open(Tx tx, Plan plan, Cause cause) {
    var newcomer = plan.message().participant();
    var role = participants.keepRoles(tx, plan.service(), List.of(newcomer), cause);
    var present = addresses.find(tx, cause.accountSid(), plan.message().to());
    if (!present.equals(Optional.of(plan.configuration()))) {
      throw new LookAgain();
    }
    var place = new AtomicReference<MessagePlace>();
    conversations.add(
        tx,
        plan.service(),
        plan.conversation(),
        cause,
        held -> {
          var participant = participants.add(held, newcomer, role);
          attachWebhook(held, plan.configuration().autoCreation());
          var wish = plan.message().message(participant.sid(), plan.mediaSids());
          var message = messages.add(held, wish);
          place.set(MessagePlace.of(plan.service(), participant.sid(), message, true));
        });
    return place.get();
  }

  /** A webhook without filters would hear nothing, so there is none (docs/behaviour.md 8.1). */
  private void attachWebhook(Held held, AutoCreation auto) {
    switch (auto.type()) {
      case WEBHOOK -> {
        if (!auto.webhookFilters().isEmpty()) {
          webhooks.add(
              held,
              new NewConversationWebhook(
                  ConversationWebhook.Target.WEBHOOK,
                  auto.webhookUrl(),
                  auto.webhookMethod(),
                  auto.webhookFilters(),
                  List.of(),
                  null,
                  null));
        }
      }
      case STUDIO ->
          webhooks.add(
              held,
              new NewConversationWebhook(
                  ConversationWebhook.Target.STUDIO,
                  null,
                  null,
                  List.of(),
                  List.of(),
                  auto.studioFlowSid(),
                  null));
      case DEFAULT -> {}
    }
  }
}
