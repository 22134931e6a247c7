package parley.realtime;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import parley.http.Json;
import parley.inbox.Inbox;
import parley.inbox.ListEntry;
import parley.realtime.SyncObject.Kind;
import parley.storage.Tx;
import parley.user.User;

/** The conversations that a user is in, with what is his alone, as a map by their SIDs. */
final class MembershipSource implements SyncSource<User> {
  private final Inbox inbox;

  MembershipSource(Inbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public SyncState state(User owner) {
    return SyncState.of(owner);
  }

  @Override
  public List<SyncChange> since(Tx tx, User owner, long version) {
    return inbox.since(tx, owner.sid(), version).stream()
        .flatMap(entry -> changes(entry, version, owner.updatedAt()))
        .sorted(Comparator.comparingLong(SyncChange::id))
        .toList();
  }

  /**
   * One that came may have gone before, and is not the same then: what the user heard of in it has
   * ended, and clients begin anew only with what they do not have. Only the last is kept, so it is
   * told to have gone wherever it may have.
   */
  private static Stream<SyncChange> changes(ListEntry entry, long since, Instant at) {
    var sid = entry.conversationSid();
    if (entry.gone()) {
      return Stream.of(SyncChange.removed(sid, entry.changedVersion(), at));
    }
    var change = SyncChange.of(item(entry, at), since);
    var before = entry.addedVersion() - 1;
    return before > since
        ? Stream.of(SyncChange.removed(sid, before, at), change)
        : Stream.of(change);
  }

  @Override
  public SyncPage items(Tx tx, User owner, SyncQuery query) {
    return query.page(
        (from, descending, most) ->
            inbox.entriesBySid(tx, owner.sid(), from, descending, most).stream()
                .map(entry -> item(entry, owner.updatedAt()))
                .toList());
  }

  private static SyncItem item(ListEntry entry, Instant at) {
    return new SyncItem(
        entry.conversationSid(),
        entry.addedVersion(),
        entry.changedVersion(),
        Json.objectText(json -> write(json, entry)),
        at,
        at);
  }

  private static void write(Json json, ListEntry entry) {
    var sid = entry.conversationSid();
    json.text("status", "joined");
    json.text("channel", Kind.CONVERSATION.of(sid).name());
    json.text("messages", Kind.MESSAGES.of(sid).name());
    json.text("roster", Kind.PARTICIPANTS.of(sid).name());
    json.number("lastConsumedMessageIndex", entry.lastReadIndex());
    json.text("notificationLevel", entry.notificationLevel().wire());
  }
}
