package parley.app;

import java.util.List;
import parley.configuration.AccountConfigurations;
import parley.conversation.Conversations;
import parley.inbox.Inbox;
import parley.media.ContentUrls;
import parley.media.Media;
import parley.membership.Memberships;
import parley.message.MessageHistory;
import parley.message.Messages;
import parley.participant.ConversationsWithParticipants;
import parley.participant.Participants;
import parley.permission.Permissions;
import parley.push.Bindings;
import parley.push.Credentials;
import parley.receipt.Receipts;
import parley.role.Roles;
import parley.service.Services;
import parley.user.Presences;
import parley.user.Users;

/** The deeds of what is talked of: services, users, conversations and what is in them. */
public final class Subjects {
  public final Services services;
  final Roles roles;
  final AccountConfigurations configurations;
  public final Users users;
  final Presences presences;
  public final Conversations conversations;
  public final Participants participants;
  final ConversationsWithParticipants conversationsWithParticipants;
  public final Media media;
  final ContentUrls contentUrls;
  public final Messages messages;
  public final Receipts receipts;
  public final Inbox inbox;
  final Memberships memberships;
  final Credentials credentials;
  public final Bindings bindings;
  final Permissions permissions;

  Subjects(Ground on) {
    var database = on.database;
    var events = on.events;
    var advice = on.advice;
    var limits = on.limits;
    var sids = on.sids;
    var clock = on.clock;
    services = new Services(database, events, sids, clock);
    roles = new Roles(database, events, services, sids, clock);
    configurations = new AccountConfigurations(database, services);
    users = new Users(database, events, advice, services, roles, sids, clock);
    presences = new Presences(database, events);
    conversations =
        new Conversations(database, events, advice, services, configurations, sids, clock);
    participants =
        new Participants(
            database,
            services,
            roles,
            users,
            conversations,
            advice,
            new MessageHistory(),
            limits,
            sids,
            clock);
    conversationsWithParticipants =
        new ConversationsWithParticipants(database, conversations, participants, clock);
    media = new Media(database, on.files, limits, sids, clock);
    contentUrls = new ContentUrls(on.vault, clock);
    messages =
        new Messages(database, conversations, participants, media, advice, limits, sids, clock);
    receipts = new Receipts(database, conversations, participants, messages, sids, clock);
    inbox = new Inbox(database, users, conversations, participants, messages, on.answers);
    memberships = new Memberships(database, users, conversations, participants, inbox);
    credentials = new Credentials(database, on.vault, sids, clock);
    bindings = new Bindings(database, presences, sids, clock);
    permissions =
        new Permissions(database, roles, users, conversations, participants, messages, media);
    roles.connect(List.of(participants.roleHolders(), users));
  }
}
