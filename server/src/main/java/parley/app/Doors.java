package parley.app;

import java.util.List;
import parley.address.AddressConfigurationResource;
import parley.configuration.AccountConfigurationResource;
import parley.configuration.ServiceConfigurationResource;
import parley.console.ConsolePage;
import parley.console.ConsoleSessionResource;
import parley.console.LoadResource;
import parley.console.RequestLogResource;
import parley.console.SearchResource;
import parley.conversation.ConversationResource;
import parley.delivery.DeliveryResource;
import parley.http.Routes;
import parley.inbound.InboundMessageResource;
import parley.inbox.InboxResource;
import parley.key.ApiKeyResource;
import parley.key.TokenResource;
import parley.media.MediaResource;
import parley.media.MediaSetResource;
import parley.membership.MembershipResource;
import parley.message.MessageResource;
import parley.participant.ConversationWithParticipantsResource;
import parley.participant.ParticipantResource;
import parley.push.BindingResource;
import parley.push.CredentialResource;
import parley.push.NotificationSettingsResource;
import parley.receipt.ReceiptResource;
import parley.role.RoleResource;
import parley.service.ServiceResource;
import parley.site.ApiDescription;
import parley.site.Documentation;
import parley.site.ErrorPages;
import parley.user.UserResource;
import parley.webhook.ConversationWebhookResource;
import parley.webhook.WebhookConfigurationResource;

/** All that can be asked over HTTP, room by room from the bottom up. */
final class Doors {
  private Doors() {}

  static void open(Wiring of, Routes routes) {
    var documentation = new Documentation();
    List.of(
            new ErrorPages(documentation),
            new ApiDescription(),
            documentation,
            of.pages,
            of.health,
            new ServiceResource(of.subjects.services),
            new RoleResource(of.subjects.roles),
            new AccountConfigurationResource(of.subjects.configurations),
            new ServiceConfigurationResource(
                of.subjects.services, of.subjects.roles, of.ground.clock),
            new AddressConfigurationResource(of.exchange.addresses),
            new UserResource(of.subjects.users),
            new ConversationResource(of.subjects.conversations),
            new ConversationWithParticipantsResource(of.subjects.conversationsWithParticipants),
            new ParticipantResource(of.subjects.conversations, of.subjects.participants),
            new MediaResource(of.subjects.media, of.subjects.contentUrls),
            new MediaSetResource(
                of.subjects.media,
                of.subjects.contentUrls,
                of.subjects.permissions::mayFetchMedium),
            new MessageResource(of.subjects.conversations, of.subjects.messages),
            new ReceiptResource(of.subjects.messages, of.subjects.receipts),
            new InboxResource(of.subjects.inbox),
            new MembershipResource(of.subjects.memberships),
            new CredentialResource(of.subjects.credentials, of.subjects.bindings),
            new BindingResource(of.ground.database, of.subjects.bindings),
            new NotificationSettingsResource(of.ground.database, of.subjects.services),
            new WebhookConfigurationResource(of.exchange.webhookConfigurations),
            new ConversationWebhookResource(of.subjects.conversations, of.exchange.webhooks),
            new DeliveryResource(of.exchange.deliveries),
            new InboundMessageResource(of.exchange.inbound),
            new ApiKeyResource(of.ground.apiKeys),
            new TokenResource(of.tokens, of.subjects.services),
            new ConsolePage(),
            new ConsoleSessionResource(of.sessions, of.signInLink, of.facts()),
            new SearchResource(of.ground.database, of.subjects.services),
            new LoadResource(of.observers.loadHistory),
            new RequestLogResource(of.observers.requestLog))
        .forEach(resource -> resource.routes(routes));
    of.rehearsal.routes(routes);
  }
}
