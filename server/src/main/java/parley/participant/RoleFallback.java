package parley.participant;

import parley.access.Cause;
import parley.conversation.Conversations;
import parley.role.Role;
import parley.role.RoleHolders;
import parley.storage.Tx;

/** Who holds a role that goes falls back to the service's default one. */
final class RoleFallback implements RoleHolders {
  private final ParticipantStore store;
  private final Conversations conversations;
  private final Editing editing;

  RoleFallback(ParticipantStore store, Conversations conversations, Editing editing) {
    this.store = store;
    this.conversations = conversations;
    this.editing = editing;
  }

  @Override
  public int passOn(Tx tx, Role gone, String fallbackSid, int most, Cause cause) {
    var holders = store.holdersOf(tx, gone, most);
    conversations.holdAll(
        tx, holders.stream().map(Participant::conversationSid).distinct().toList());
    for (var holder : holders) {
      conversations.change(
          tx,
          gone.serviceSid(),
          holder.conversationSid(),
          cause,
          held ->
              store
                  .findBySid(tx, held.sid(), holder.sid())
                  .filter(found -> gone.sid().equals(found.roleSid()))
                  .map(found -> editing.giveRole(held, found, fallbackSid)));
    }
    return holders.size();
  }
}
