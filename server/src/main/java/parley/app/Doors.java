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
            new ServiceResource(of.services),
            new RoleResource(of.roles),
            new AccountConfigurationResource(of.configurations),
            new ServiceConfigurationResource(of.services, of.roles, of.clock),
            new AddressConfigurationResource(of.addresses),
            new UserResource(of.users),
            new ConversationResource(of.conversations),
            new ConversationWithParticipantsResource(of.conversationsWithParticipants),
            new ParticipantResource(of.conversations, of.participants),
            new MediaResource(of.media, of.contentUrls),
            new MediaSetResource(of.media, of.contentUrls, of.permissions::mayFetchMedium),
            new MessageResource(of.conversations, of.messages),
            new ReceiptResource(of.messages, of.receipts),
            new InboxResource(of.inbox),
            new MembershipResource(of.memberships),
            new CredentialResource(of.credentials, of.bindings),
            new BindingResource(of.database, of.bindings),
            new NotificationSettingsResource(of.database, of.services),
            new WebhookConfigurationResource(of.webhookConfigurations),
            new ConversationWebhookResource(of.conversations, of.webhooks),
            new DeliveryResource(of.deliveries),
            new InboundMessageResource(of.inbound),
            new ApiKeyResource(of.apiKeys),
            new TokenResource(of.tokens, of.services),
            new ConsolePage(),
            new ConsoleSessionResource(of.sessions, of.signInLink, of.facts()),
            new SearchResource(of.database, of.services),
            new LoadResource(of.loadHistory),
            new RequestLogResource(of.requestLog))
        .forEach(resource -> resource.routes(routes));
    if (of.testControls != null) {
      of.testControls.routes(routes);
    }
    if (of.stage != null) {
      of.stage.routes(routes);
    }
  }
}
