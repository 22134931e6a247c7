package parley.realtime;

import java.time.Instant;
import parley.conversation.Conversation;
import parley.user.User;

/**
 * An object at one moment, without its items.
 *
 * @param version counts its changes: an event's id is the version that it brought about
 * @param serviceSid in which it is
 * @param of whose it is: the creator of a conversation, the user himself
 */
record SyncState(long version, String serviceSid, String of, Instant createdAt, Instant updatedAt) {

  static SyncState of(Conversation conversation) {
    return new SyncState(
        conversation.version(),
        conversation.serviceSid(),
        conversation.createdBy(),
        conversation.createdAt(),
        conversation.updatedAt());
  }

  static SyncState of(User user) {
    return new SyncState(
        user.version(), user.serviceSid(), user.identity(), user.createdAt(), user.updatedAt());
  }
}
