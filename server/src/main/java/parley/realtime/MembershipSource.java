package parley.realtime;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parley.http.Json;
import parley.inbox.Inbox;
import parley.inbox.ListEntry;
import parley.realtime.SyncObject.Kind;
import parley.storage.Tx;
import parley.user.Users;

/** The conversations that a user is in, with what is his alone, as a map by their SIDs. */
final class MembershipSource implements SyncSource {
  private final Users users;
  private final Inbox inbox;

  MembershipSource(Users users, Inbox inbox) {
    this.users = users;
    this.inbox = inbox;
  }

  @Override
  public Optional<SyncState> state(Tx tx, String owner) {
    return users.findBySid(tx, owner).map(SyncStates::of);
  }

  @Override
  public List<SyncChange> since(Tx tx, String owner, long version) {
    return users
        .findBySid(tx, owner)
        .filter(user -> user.version() > version)
        .map(
            user ->
                inbox.since(tx, owner, version).stream()
                    .map(entry -> change(entry, version, user.updatedAt()))
                    .toList())
        .orElse(List.of());
  }

  private static SyncChange change(ListEntry entry, long since, Instant at) {
    return entry.gone()
        ? SyncChange.removed(entry.conversationSid(), entry.changedVersion(), at)
        : SyncChange.of(item(entry, at), since);
  }

  @Override
  public SyncPage items(Tx tx, String owner, SyncQuery query) {
    return users
        .findBySid(tx, owner)
        .map(
            user ->
                query.page(
                    (from, descending, most) ->
                        inbox.entriesBySid(tx, owner, from, descending, most).stream()
                            .map(entry -> item(entry, user.updatedAt()))
                            .toList()))
        .orElse(SyncPage.EMPTY);
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
