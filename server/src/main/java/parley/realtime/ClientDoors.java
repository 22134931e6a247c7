package parley.realtime;

import java.util.List;
import parley.http.Routes;
import parley.message.MessageResource;
import parley.participant.ParticipantResource;
import parley.receipt.ReceiptResource;

/**
 * All that clients can ask through their connections. What REST answers as they want it is REST's
 * own; what they want told otherwise has a resource here, which calls the same deeds.
 */
final class ClientDoors {
  private ClientDoors() {}

  static Routes routes(
      RealtimeDeeds of, SyncReader reader, Typing typing, Subscriptions subscriptions) {
    var routes = new Routes(ClientLinks.BASE);
    List.of(
            new ClientConfigurationResource(of.users(), of.limits()),
            new SyncResource(reader),
            new ClientConversationResource(of.conversations(), of.participants(), of.inbox()),
            new MyConversationResource(of.inbox()),
            new ClientUserResource(of.users()),
            new ParticipantResource(of.conversations(), of.participants()),
            new MessageResource(of.conversations(), of.messages()),
            new ReceiptResource(of.messages(), of.receipts()),
            new PushRegistrationResource(of.bindings()),
            typing,
            subscriptions)
        .forEach(resource -> resource.routes(routes));
    return routes;
  }
}
