package parley.realtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import parley.http.Json;
import parley.inbox.Inbox;
import parley.inbox.ListEntry;
import parley.realtime.SyncChange.What;
import parley.realtime.SyncObject.Kind;
import parley.storage.Tx;
import parley.user.User;

/** The conversations that a user is in, with what is his alone, as a map by their SIDs. */
final class MembershipSource implements SyncSource<User> {
  /**
   * Where a client stands that has been told nothing. What it is told up to a version moves it to
   * that version beyond this; clients keep it as a floating-point number, which is exact here.
   */
  static final long BEGIN = -(1L << 52);

  /**
   * A client loads each in some milliseconds, and asks for the next ones after a tenth of a second.
   */
  static final int FIRST_AT_ONCE = 50;

  private static final int GONE_AT_ONCE = 1000;

  private final Inbox inbox;

  MembershipSource(Inbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public SyncState state(User owner) {
    return SyncState.of(owner);
  }

  @Override
  public SyncPortion since(Tx tx, User owner, long version, int most) {
    return version < 0
        ? firstTelling(tx, owner, version - BEGIN)
        : changes(tx, owner, version, most);
  }

  private SyncPortion changes(Tx tx, User owner, long version, int most) {
    var entries = inbox.since(tx, owner.sid(), version, most + 1);
    var end =
        SyncPortion.end(
            most, entries.stream().mapToLong(ListEntry::changedVersion), owner.version());
    var changes =
        entries.stream()
            .filter(entry -> entry.changedVersion() <= end)
            .flatMap(entry -> changes(entry, version, owner.updatedAt()))
            .sorted(Comparator.comparingLong(SyncChange::id))
            .toList();
    return new SyncPortion(List.of(), changes, end, end == owner.version());
  }

  /**
   * One that came may have gone before, and is not the same then: what the user heard of in it has
   * ended, and clients begin anew only with what they do not have. Only the last is kept, so it is
   * told to have gone wherever it may have.
   */
  private static Stream<SyncChange> changes(ListEntry entry, long since, Instant at) {
    if (entry.gone()) {
      return Stream.of(removed(entry, at));
    }
    var change = SyncChange.of(item(entry, at), since);
    var before = entry.addedVersion() - 1;
    return before > since
        ? Stream.of(SyncChange.removed(entry.conversationSid(), before, at), change)
        : Stream.of(change);
  }

  /**
   * What a client is told that knows nothing yet, a few at a time: so it has the first ones soon,
   * however many there are. How far that has come is counted below all versions ({@link #BEGIN}):
   * it reads some by itself meanwhile, and none of those may be told to have gone. Each is told in
   * two steps: a client that is told of a conversation while it prepares the same one would say
   * twice that its user is in it. What has gone meanwhile, it hears at the end.
   *
   * @param told up to which version it has been told
   */
  private SyncPortion firstTelling(Tx tx, User owner, long told) {
    var found = inbox.thereSince(tx, owner.sid(), told, FIRST_AT_ONCE + 1);
    var isLast = found.size() <= FIRST_AT_ONCE;
    var entries = isLast ? found : found.subList(0, FIRST_AT_ONCE);
    var at = owner.updatedAt();
    var aside = new ArrayList<SyncChange>();
    entries.forEach(entry -> aside.add(announced(entry, at)));
    entries.forEach(entry -> aside.add(SyncChange.of(item(entry, at), Long.MAX_VALUE)));
    if (isLast) {
      inbox.goneLast(tx, owner.sid(), GONE_AT_ONCE).forEach(gone -> aside.add(removed(gone, at)));
      return new SyncPortion(aside, List.of(), owner.version(), true);
    }
    var last = entries.getLast();
    var place = BEGIN + last.changedVersion(); // older than what it knows, and so nothing but that
    var step = SyncChange.updated(last.conversationSid(), place, data(last), at);
    return new SyncPortion(aside, List.of(step), owner.version(), false);
  }

  /** That there is one, without saying yet that its user is in it. */
  private static SyncChange announced(ListEntry entry, Instant at) {
    var sid = entry.conversationSid();
    var data = Json.objectText(json -> json.text("channel", Kind.CONVERSATION.of(sid).sid()));
    return new SyncChange(What.ADDED, 0, BEGIN, sid, data, at);
  }

  private static SyncChange removed(ListEntry entry, Instant at) {
    return SyncChange.removed(entry.conversationSid(), entry.changedVersion(), at);
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
        entry.conversationSid(), entry.addedVersion(), entry.changedVersion(), data(entry), at, at);
  }

  private static String data(ListEntry entry) {
    return Json.objectText(
        json ->
            json.text("status", "joined")
                .text("channel", Kind.CONVERSATION.of(entry.conversationSid()).sid())
                .number("lastConsumedMessageIndex", entry.lastReadIndex())
                .text("notificationLevel", entry.notificationLevel().wire()));
  }
}
