package parley.app;

import parley.address.AddressConfigurations;
import parley.delivery.Deliveries;
import parley.delivery.Relay;
import parley.inbound.InboundMessages;
import parley.webhook.Announcer;
import parley.webhook.ConversationWebhooks;
import parley.webhook.PreHooks;
import parley.webhook.Replays;
import parley.webhook.WebhookConfigurations;

/** What goes out to other people's programs, and what comes in from channels. */
public final class Exchange {
  public final Relay relay;
  final Deliveries deliveries;
  public final WebhookConfigurations webhookConfigurations;
  final ConversationWebhooks webhooks;
  final Announcer announcer;
  final AddressConfigurations addresses;
  final InboundMessages inbound;

  Exchange(Ground on, Subjects subjects) {
    var database = on.database;
    var sids = on.sids;
    var clock = on.clock;
    relay =
        new Relay(database, on.outbound, on.account, on.rules.deliveries(), on.due, sids, clock);
    deliveries = new Deliveries(database, relay.outbox());
    webhookConfigurations = new WebhookConfigurations(database, subjects.services, clock);
    var replays = new Replays(subjects.messages, relay.outbox(), clock);
    webhooks =
        new ConversationWebhooks(database, subjects.conversations, replays, on.limits, sids, clock);
    announcer = new Announcer(webhookConfigurations, relay.outbox(), clock);
    on.advice.connect(
        new PreHooks(
            webhookConfigurations, on.outbound, on.account.authToken(), on.rules.webhooks()));
    addresses = new AddressConfigurations(database, subjects.services, sids, clock);
    inbound =
        new InboundMessages(
            database,
            subjects.services,
            subjects.conversations,
            subjects.participants,
            subjects.messages,
            subjects.media,
            webhooks,
            addresses,
            on.outbound,
            clock);
  }
}
