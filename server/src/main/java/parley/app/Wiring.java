package parley.app;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.access.Access;
import parley.access.Account;
import parley.access.ApiKeys;
import parley.access.Vault;
import parley.conversation.ConversationResource;
import parley.conversation.Conversations;
import parley.event.Events;
import parley.http.HttpServer;
import parley.http.Resource;
import parley.http.Routes;
import parley.inbox.Inbox;
import parley.inbox.InboxKeeper;
import parley.inbox.InboxResource;
import parley.media.Blobs;
import parley.media.ContentUrls;
import parley.media.Media;
import parley.media.MediaResource;
import parley.media.MediaSweep;
import parley.membership.MembershipResource;
import parley.membership.Memberships;
import parley.message.MessageHistory;
import parley.message.MessageResource;
import parley.message.Messages;
import parley.participant.ConversationWithParticipantsResource;
import parley.participant.ConversationsWithParticipants;
import parley.participant.ParticipantResource;
import parley.participant.Participants;
import parley.problem.Limits;
import parley.receipt.ReceiptResource;
import parley.receipt.Receipts;
import parley.role.Roles;
import parley.service.ServiceResource;
import parley.service.Services;
import parley.storage.Database;
import parley.user.UserResource;
import parley.user.Users;
import parley.value.Sids;

/**
 * Builds every part by hand, from the ground up; nothing is built later, so nothing is built by two
 * requests at once. Each part's constructor says what it leans on.
 */
public final class Wiring {
  public final Services services;
  public final Users users;
  public final Conversations conversations;
  public final Participants participants;
  public final MediaSweep mediaSweep;
  public final Messages messages;
  public final Inbox inbox;
  public final Routes routes = new Routes();
  private final Media media;
  private final ContentUrls contentUrls;
  private final Receipts receipts;
  private final ConversationsWithParticipants conversationsWithParticipants;
  private final Memberships memberships;
  private final Access access;

  public Wiring(
      Database database,
      Account account,
      ApiKeys apiKeys,
      Vault vault,
      Blobs blobs,
      Limits limits,
      Clock clock) {
    var sids = new Sids(clock);
    var events = new Events();
    access = new Access(account, apiKeys::find);
    services = new Services(database, events, sids, clock);
    var roles = new Roles(sids);
    users = new Users(database, events, services, roles, sids, clock);
    conversations = new Conversations(database, events, sids, clock);
    participants =
        new Participants(
            database,
            events,
            services,
            roles,
            users,
            conversations,
            new MessageHistory(),
            limits,
            sids,
            clock);
    conversationsWithParticipants =
        new ConversationsWithParticipants(database, conversations, participants);
    media = new Media(database, blobs, sids, clock);
    mediaSweep = new MediaSweep(database, blobs, clock);
    contentUrls = new ContentUrls(vault, clock);
    messages = new Messages(database, events, conversations, participants, media, sids, clock);
    receipts = new Receipts(database, events, conversations, participants, messages, sids, clock);
    inbox = new Inbox(database, users, conversations, participants, messages);
    memberships = new Memberships(database, users, conversations, participants, inbox);
    var keeper = new InboxKeeper(conversations, participants, messages, inbox, limits);

    events.connect(List.of(roles, participants, media, receipts, keeper));
    resources().forEach(resource -> resource.routes(routes));
  }

  private List<Resource> resources() {
    return List.of(
        new ServiceResource(services),
        new UserResource(users),
        new ConversationResource(conversations),
        new ConversationWithParticipantsResource(conversationsWithParticipants),
        new ParticipantResource(conversations, participants),
        new MediaResource(media, contentUrls),
        new MessageResource(conversations, messages),
        new ReceiptResource(messages, receipts),
        new InboxResource(inbox),
        new MembershipResource(memberships));
  }

  /** The HTTP server over all routes; not started. */
  public HttpServer server(String host, int port, @Nullable String publicUrl) {
    return new HttpServer(host, port, publicUrl, routes, access, services);
  }
}
