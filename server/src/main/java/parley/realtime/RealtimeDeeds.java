package parley.realtime;

import parley.conversation.Conversations;
import parley.inbox.Inbox;
import parley.media.Media;
import parley.message.Messages;
import parley.participant.Participants;
import parley.permission.Permissions;
import parley.problem.Limits;
import parley.push.Bindings;
import parley.receipt.Receipts;
import parley.service.Services;
import parley.storage.Database;
import parley.user.Presences;
import parley.user.Users;

/** What connected clients can have done: the same that REST calls, and whom to ask before. */
public record RealtimeDeeds(
    Database database,
    Services services,
    Users users,
    Presences presences,
    Conversations conversations,
    Participants participants,
    Messages messages,
    Media media,
    Receipts receipts,
    Inbox inbox,
    Bindings bindings,
    Permissions permissions,
    Limits limits) {}
