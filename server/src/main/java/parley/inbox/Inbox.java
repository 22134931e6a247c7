package parley.inbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.conversation.Conversations;
import parley.conversation.Held;
import parley.inbox.InboxQuery.Include;
import parley.inbox.InboxQuery.Order;
import parley.message.Message;
import parley.message.Messages;
import parley.participant.EditedHorizon;
import parley.participant.NotificationLevel;
import parley.participant.Participants;
import parley.storage.Database;
import parley.storage.Tx;
import parley.user.User;
import parley.user.Users;
import parley.value.Page;
import parley.value.PageAsked;

/** What can be done with a user's own view of conversations. */
public final class Inbox {
  private final InboxStore store;
  private final InboxLists lists;
  private final Walk walk;
  private final Freshness freshness = new Freshness();
  private final Database database;
  private final Users users;
  private final Conversations conversations;
  private final Participants participants;
  private final Cards cards;

  public Inbox(
      Database database,
      Users users,
      Conversations conversations,
      Participants participants,
      Messages messages) {
    this.store = new InboxStore(database.dialect());
    this.lists = new InboxLists(database.dialect());
    this.walk = new Walk(lists);
    this.database = database;
    this.users = users;
    this.conversations = conversations;
    this.participants = participants;
    this.cards = new Cards(database, conversations, messages);
  }

  /** One of a user's conversations: the user's row of it, and the conversation. */
  public record Entry(InboxRow row, Conversation conversation) {}

  /**
   * What rows of a list show beside themselves, by conversation.
   *
   * @param conversations without those that were deleted meanwhile
   * @param lastMessages null unless asked for
   */
  record Details(
      Map<String, Conversation> conversations, @Nullable Map<String, Message> lastMessages) {
    static final Details NONE = new Details(Map.of(), null);
  }

  InboxStore store() {
    return store;
  }

  Freshness freshness() {
    return freshness;
  }

  Cards cards() {
    return cards;
  }

  /** The number below which all that has ended by now was settled. */
  long settled() {
    return database.settled();
  }

  /** Whether an unchanged freshness stamp proves that a list has not changed. */
  boolean freshnessIsExact() {
    return database.dialect().ownsEveryWrite();
  }

  Optional<User> findUser(String service, String key) {
    return users.find(service, key);
  }

  /** Reads one page of a user's list, without what its rows show. */
  Listing list(String userSid, InboxQuery query, PageAsked asked) {
    if (!query.wants(Include.TOTALS)) {
      return database.read(tx -> new Listing(page(tx, userSid, query, asked), null));
    }
    return database.snapshot(
        tx -> new Listing(page(tx, userSid, query, asked), lists.totals(tx, userSid, query)));
  }

  /**
   * The first page of a user's list after changes, without a look at the database.
   *
   * @param earlier the page before them
   * @param settled the number below which the changes hold every transaction
   * @return null when the changes do not tell
   */
  static @Nullable Listing patched(
      Patch earlier, List<Change> changes, InboxQuery query, int size, long settled) {
    var patch = Patch.of(earlier, changes, query.order(), size);
    if (patch == null || patch.rows().isEmpty()) {
      return null; // an empty list may be that of a user who is gone
    }
    var next = patch.more() ? InboxLists.behind(patch.rows().getLast(), query.order()) : null;
    var page = new Page<>(patch.rows(), next, null);
    return new Listing(
        query.order() == Order.LAST_ACTIVITY ? Walk.first(page, settled) : page, null);
  }

  private Page<RowText> page(Tx tx, String userSid, InboxQuery query, PageAsked asked) {
    return switch (query.order()) {
      case CREATION -> lists.listByCreation(tx, userSid, query, asked).page();
      case LAST_ACTIVITY -> walk.page(tx, userSid, query, asked);
    };
  }

  /** A page of the conversations a user is in, by SID. */
  public Page<InboxRow> listBySid(Tx tx, String userSid, PageAsked asked) {
    return lists.listBySid(tx, userSid, asked);
  }

  /** What rows of a list show. */
  Details details(List<InboxRow> rows, InboxQuery query) {
    if (rows.isEmpty()) {
      return Details.NONE;
    }
    var messages = query.wants(Include.LAST_MESSAGE) ? cards.newestMessages(rows) : null;
    return new Details(cards.conversations(rows), messages);
  }

  /** One conversation of a user, by SIDs or identity and unique name. */
  Optional<Entry> find(String service, String userKey, String conversationKey) {
    return database.read(
        tx ->
            users
                .find(tx, service, userKey)
                .flatMap(
                    user ->
                        conversations
                            .find(tx, service, conversationKey)
                            .flatMap(conversation -> entry(tx, user, conversation))));
  }

  private Optional<Entry> entry(Tx tx, User user, Conversation conversation) {
    return store.find(tx, user.sid(), conversation.sid()).map(row -> new Entry(row, conversation));
  }

  /**
   * Moves a user's read horizon or sets the notification level. A closed conversation allows it
   * too: it changes the user's view and not the conversation.
   */
  public Optional<Entry> edit(
      String service,
      String userKey,
      String conversationKey,
      EditedHorizon horizon,
      @Nullable NotificationLevel level,
      Cause cause) {
    return database.write(
        tx ->
            users
                .find(tx, service, userKey)
                .flatMap(
                    user ->
                        conversations
                            .change(
                                tx,
                                service,
                                conversationKey,
                                cause,
                                held -> read(held, user, horizon, level))
                            .flatMap(conversation -> entry(tx, user, conversation))));
  }

  private Optional<Conversation> read(
      Held held, User user, EditedHorizon horizon, @Nullable NotificationLevel level) {
    return participants
        .find(held.tx(), held.sid(), user.identity())
        .map(
            participant -> {
              participants.read(held, participant, horizon, level);
              return held.conversation();
            });
  }

  /** Takes a user out of a conversation; the participant goes (rest-behaviour.md 2.11). */
  boolean remove(String service, String userKey, String conversationKey, Cause cause) {
    var user = users.find(service, userKey);
    return user.isPresent()
        && participants.remove(service, conversationKey, user.get().identity(), cause);
  }
}
