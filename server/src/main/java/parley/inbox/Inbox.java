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
  private final ListChangeStore changes = new ListChangeStore();
  private final InboxLists lists;
  private final Walk walk;
  private final Database database;
  private final Users users;
  private final Conversations conversations;
  private final Participants participants;
  private final Cards cards;
  private final Owners owners;
  private final Answers answers;

  public Inbox(
      Database database,
      Users users,
      Conversations conversations,
      Participants participants,
      Messages messages,
      Answers answers) {
    this.store = new InboxStore(database.dialect());
    this.lists = new InboxLists(database.dialect());
    this.walk = new Walk(lists);
    this.database = database;
    this.users = users;
    this.conversations = conversations;
    this.participants = participants;
    this.cards = new Cards(database, conversations, messages);
    this.owners = new Owners(users);
    this.answers = answers;
    database.news().onMissed(this::forget);
  }

  private void forget() {
    cards.forget();
    owners.forget();
    answers.forget();
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

  Cards cards() {
    return cards;
  }

  Owners owners() {
    return owners;
  }

  Answers answers() {
    return answers;
  }

  /** Reads one page of a user's list, without what its rows show; empty when there is no user. */
  Optional<Listing> list(ListRequest request) {
    return request.query().wants(Include.TOTALS)
        ? database.snapshot(tx -> list(tx, request))
        : database.read(tx -> list(tx, request));
  }

  private Optional<Listing> list(Tx tx, ListRequest request) {
    var user = request.userSid();
    var query = request.query();
    var listing =
        switch (query.order()) {
          case CREATION -> lists.listByCreation(tx, user, query, request.asked());
          case LAST_ACTIVITY -> walk.page(tx, user, query, request.asked());
        };
    if (listing.page().rows().isEmpty() && users.find(tx, request.serviceSid(), user).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        query.wants(Include.TOTALS) ? listing.with(lists.totals(tx, user, query)) : listing);
  }

  /** A page of the conversations a user is in, by SID. */
  public Page<InboxRow> listBySid(Tx tx, String userSid, PageAsked asked) {
    return lists.listBySid(tx, userSid, asked);
  }

  /** What came into a user's list, changed or went first above a version of the user, in order. */
  public List<ListEntry> since(Tx tx, String userSid, long version, int most) {
    return changes.since(tx, userSid, version, most);
  }

  /** What is in a user's list and came or changed first above a version of the user, in order. */
  public List<ListEntry> thereSince(Tx tx, String userSid, long version, int most) {
    return changes.thereSince(tx, userSid, version, most);
  }

  /** What has gone from a user's list last, as far as marks are left. */
  public List<ListEntry> goneLast(Tx tx, String userSid, int most) {
    return changes.goneLast(tx, userSid, most);
  }

  /**
   * What is in a user's list, by the conversations' SIDs.
   *
   * @param from where to begin, with it if it is there; null for the beginning
   */
  public List<ListEntry> entriesBySid(
      Tx tx, String userSid, @Nullable String from, boolean descending, int most) {
    return changes.list(tx, userSid, from, descending, most);
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
  public Optional<Entry> find(String service, String userKey, String conversationKey) {
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
        .findByIdentity(held.tx(), held.sid(), user.identity())
        .map(
            participant -> {
              participants.read(held, participant, horizon, level);
              return held.conversation();
            });
  }

  /** Takes a user out of a conversation; the participant goes (docs/behaviour.md 2.11). */
  boolean remove(String service, String userKey, String conversationKey, Cause cause) {
    var entry = find(service, userKey, conversationKey);
    return entry.isPresent()
        && participants.remove(
            service, entry.get().conversation().sid(), entry.get().row().participantSid(), cause);
  }
}
