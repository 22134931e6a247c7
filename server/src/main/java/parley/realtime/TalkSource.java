package parley.realtime;

import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import parley.conversation.Conversation;
import parley.conversation.Conversations;
import parley.conversation.Held;
import parley.storage.Tx;

/** Where views of a conversation are read from: all of them count by its version. */
abstract class TalkSource implements SyncSource<Conversation> {
  private final Conversations conversations;
  private final Held.@Nullable Kind kind;

  /**
   * @param kind of the marks that tell what has gone from it; null where nothing can
   */
  TalkSource(Conversations conversations, Held.@Nullable Kind kind) {
    this.conversations = conversations;
    this.kind = kind;
  }

  @Override
  public final SyncState state(Conversation owner) {
    return SyncState.of(owner);
  }

  /**
   * What came or was changed above a version: the first that came, as many as are wanted, and the
   * first that were changed.
   */
  abstract List<SyncItem> itemsSince(Tx tx, Conversation owner, long version, int most);

  @Override
  public final SyncPortion since(Tx tx, Conversation owner, long version, int most) {
    var items = itemsSince(tx, owner, version, most + 1);
    var gone = goneSince(tx, owner, version, most + 1);
    var end =
        SyncPortion.end(
            most,
            LongStream.concat(
                items.stream().mapToLong(item -> item.begin(version)),
                gone.stream().mapToLong(SyncChange::id)),
            owner.version());
    return SyncPortion.upTo(end, items, gone, version, owner.version());
  }

  private List<SyncChange> goneSince(Tx tx, Conversation owner, long version, int most) {
    if (kind == null) {
      return List.of();
    }
    return conversations.removedSince(tx, owner.sid(), kind, version, most).stream()
        .map(mark -> SyncChange.removed(mark.key(), mark.version(), owner.updatedAt()))
        .toList();
  }
}
