package parley.conversation;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import parley.access.Cause;
import parley.configuration.AccountConfigurations;
import parley.event.Events;
import parley.problem.Code;
import parley.storage.Database;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;
import parley.value.Sids;

/**
 * What can be done with conversations, and what the rooms above need to change something in one.
 * Every change in a conversation first holds its row, so that changes go one after the other, in
 * the order of their versions.
 */
public final class Conversations {
  /** The creator of what REST made (rest-behaviour.md 2.4). */
  private static final String SYSTEM = "system";

  private final ConversationStore store;
  private final Database database;
  private final Events events;
  private final AccountConfigurations configurations;
  private final Sids sids;
  private final Clock clock;

  public Conversations(
      Database database,
      Events events,
      AccountConfigurations configurations,
      Sids sids,
      Clock clock) {
    this.store = new ConversationStore(database.dialect());
    this.database = database;
    this.events = events;
    this.configurations = configurations;
    this.sids = sids;
    this.clock = clock;
  }

  public Conversation add(String service, NewConversation wish, Cause cause) {
    return database.write(tx -> add(tx, service, wish, cause));
  }

  /** As {@link #add(String, NewConversation, Cause)}, within a transaction. */
  public Conversation add(Tx tx, String service, NewConversation wish, Cause cause) {
    var now = clock.instant();
    var defaults = configurations.of(tx, cause.accountSid());
    var created = wish.createdAt() == null ? now : wish.createdAt();
    var updated = wish.updatedAt() == null ? created : wish.updatedAt();
    var conversation =
        new Conversation(
            sids.fresh("CH"),
            cause.accountSid(),
            service,
            wish.friendlyName(),
            wish.uniqueName(),
            wish.attributes(),
            wish.state(),
            new Timers(defaults.inactiveAfter(), defaults.closedAfter(), null, null)
                .with(wish.inactiveAfter(), wish.closedAfter())
                .countedFrom(updated, wish.state()),
            wish.messagingServiceSid() == null
                ? defaults.messagingServiceSid()
                : wish.messagingServiceSid(),
            wish.email(),
            SYSTEM,
            new Conversation.Tally(0, 0, created),
            0,
            created,
            updated);
    store.insert(tx, conversation);
    takeName(tx, conversation);
    events.tell(tx, new ConversationAdded(conversation, cause));
    return conversation;
  }

  private void takeName(Tx tx, Conversation conversation) {
    var name = conversation.uniqueName();
    if (name != null && !store.takeName(tx, conversation, name)) {
      throw Code.UNIQUE_NAME_TAKEN.problem();
    }
  }

  /** Finds a conversation by SID or unique name. */
  public Optional<Conversation> find(String service, String key) {
    return database.read(tx -> store.find(tx, service, key));
  }

  /** As {@link #find(String, String)}, within a transaction. */
  public Optional<Conversation> find(Tx tx, String service, String key) {
    return store.find(tx, service, key);
  }

  /** The conversations of these SIDs that are there, in any order. */
  public List<Conversation> findAll(Tx tx, List<String> sids) {
    return store.findAll(tx, sids);
  }

  public Page<Conversation> list(String service, ConversationFilter filter, PageAsked asked) {
    return database.read(tx -> store.list(tx, service, filter, asked));
  }

  public Optional<Conversation> edit(
      String service, String key, EditedConversation wish, Cause cause) {
    return database.write(
        tx -> {
          var found = store.lock(tx, service, key);
          if (found.isEmpty()) {
            return found;
          }
          var old = requireOpen(found.get());
          var conversation = wish.over(old, clock.instant());
          if (wish.uniqueName().given()) {
            store.freeName(tx, old);
            takeName(tx, conversation);
          }
          store.update(tx, conversation);
          events.tell(tx, new ConversationChanged(old, conversation, cause));
          return Optional.of(conversation);
        });
  }

  /** Deletes a conversation with all it holds; a closed one too. Whether it was there. */
  public boolean remove(String service, String key, Cause cause) {
    return database.write(
        tx -> {
          var found = store.lock(tx, service, key);
          found.ifPresent(
              conversation -> {
                events.tell(tx, new ConversationRemoved(conversation, cause));
                store.freeName(tx, conversation);
                store.delete(tx, conversation.sid());
              });
          return found.isPresent();
        });
  }

  /** Holds a conversation that is to be changed; refuses a closed one (code 50377). */
  public Optional<Conversation> lockOpen(Tx tx, String service, String key) {
    return store.lock(tx, service, key).map(Conversations::requireOpen);
  }

  /** Holds a conversation in whatever state: for what a closed one allows too. */
  public Optional<Conversation> lock(Tx tx, String service, String key) {
    return store.lock(tx, service, key);
  }

  private static Conversation requireOpen(Conversation conversation) {
    return switch (conversation.state()) {
      case CLOSED -> throw Code.CONVERSATION_CLOSED.problem();
      case INITIALIZING -> throw Code.CONFLICT.because("the conversation is being initialized");
      case ACTIVE, INACTIVE -> conversation;
    };
  }

  /**
   * Writes a conversation after a change of what it holds, and tells it when the change moved more
   * than its version.
   */
  public void advance(Tx tx, Conversation before, Conversation after, Cause cause) {
    store.updateTally(tx, after);
    if (before.state() != after.state()) {
      events.tell(tx, new ConversationChanged(before, after, cause));
    }
  }

  /** Leaves a mark of what was removed, for clients that were away. */
  public void bury(Tx tx, Conversation after, String kind, String key) {
    store.insertTombstone(tx, after, kind, key, clock.instant());
  }
}
