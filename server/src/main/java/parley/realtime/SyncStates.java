package parley.realtime;

import parley.conversation.Conversation;
import parley.user.User;

/** The states of lists and maps: those of whom they are views of. */
final class SyncStates {
  private SyncStates() {}

  static SyncState of(Conversation conversation) {
    return new SyncState(
        conversation.version(), conversation.createdAt(), conversation.updatedAt(), null);
  }

  static SyncState of(User user) {
    return new SyncState(user.version(), user.createdAt(), user.updatedAt(), null);
  }
}
