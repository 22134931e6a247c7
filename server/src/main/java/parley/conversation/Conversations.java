package parley.conversation;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import parley.access.Cause;
import parley.configuration.AccountConfigurations;
import parley.event.Advice;
import parley.event.Advised;
import parley.event.Events;
import parley.problem.Code;
import parley.service.ServiceContents;
import parley.service.Services;
import parley.storage.Database;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;
import parley.value.Sids;

/**
 * What can be done with conversations, and {@link #change}, by which the rooms above change
 * something in one. It holds the conversation's row, so that changes go one after the other, in the
 * order of their versions.
 */
public final class Conversations implements ServiceContents {
  private static final int HELD_AT_ONCE = 1000;

  private final ConversationStore store;
  private final Database database;
  private final Events events;
  private final Services services;
  private final AccountConfigurations configurations;
  private final ConversationAdvice advice;
  private final Settling settling;
  private final Sids sids;
  private final Clock clock;

  public Conversations(
      Database database,
      Events events,
      Advice advice,
      Services services,
      AccountConfigurations configurations,
      Sids sids,
      Clock clock) {
    this.store = new ConversationStore(database.dialect());
    this.database = database;
    this.events = events;
    this.services = services;
    this.configurations = configurations;
    this.advice = new ConversationAdvice(database, store, configurations, advice, clock);
    this.settling = new Settling(store, events, clock);
    this.sids = sids;
    this.clock = clock;
  }

  /**
   * Makes a conversation.
   *
   * @throws parley.problem.Problem 50353 for a unique name that is taken, 20404 when the service is
   *     gone, 50056 and 50057 when whoever is asked before does not allow it
   */
  public Conversation add(String service, NewConversation wish, Cause cause) {
    var advised = advised(service, wish, cause);
    return database.write(tx -> add(tx, service, advised, cause, held -> {}));
  }

  /**
   * A wish as whoever is asked before wants it, for who then makes the conversation in a
   * transaction of his own.
   *
   * @throws parley.problem.Problem 50056 and 50057 when that does not allow it
   */
  public NewConversation advised(String service, NewConversation wish, Cause cause) {
    return advice.onAdd(service, wish, cause);
  }

  /**
   * Makes a conversation and does more to it in the same transaction, which holds it.
   *
   * @throws parley.problem.Problem as {@link #add(String, NewConversation, Cause)}, and what the
   *     deed throws
   */
  public Conversation add(
      Tx tx, String service, NewConversation wish, Cause cause, Consumer<Held> deed) {
    services.keep(tx, cause.accountSid(), service);
    cause.permit().renew(tx);
    var defaults = configurations.of(tx, cause.accountSid());
    var conversation =
        wish.made(sids.fresh("CH"), service, defaults, cause.author(), clock.instant());
    store.insert(tx, conversation);
    takeName(tx, conversation);
    var held = Held.made(tx, conversation, wish.opener(), cause);
    deed.accept(held);
    settling.settle(held);
    return held.conversation();
  }

  private void takeName(Tx tx, Conversation conversation) {
    var name = conversation.uniqueName();
    if (name != null && !store.takeName(tx, conversation, name)) {
      throw Code.UNIQUE_NAME_TAKEN.in("UniqueName", "is taken");
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

  /** What was removed first from a conversation above a version, as far as marks are left. */
  public List<Held.Tombstone> removedSince(
      Tx tx, String sid, Held.Kind kind, long version, int most) {
    return store.removedSince(tx, sid, kind, version, most);
  }

  /** The conversations of a service that the filter lets through, newest first. */
  public Page<Conversation> list(String service, ConversationFilter filter, PageAsked asked) {
    return database.read(tx -> store.list(tx, service, filter, asked));
  }

  /**
   * Changes what is a conversation's own.
   *
   * @throws parley.problem.Problem 50377 for a closed one, 20409 for one that is being initialized,
   *     50353 for a unique name that is taken, 50056 and 50057 as {@link #advised}
   */
  public Optional<Conversation> edit(
      String service, String key, EditedConversation wish, Cause cause) {
    return advice
        .onEdit(service, key, wish, cause)
        .flatMap(advised -> edit(service, advised, cause));
  }

  private Optional<Conversation> edit(
      String service, Advised<EditedConversation> advised, Cause cause) {
    return database.write(
        tx ->
            changeOpen(
                tx,
                service,
                advised.key(),
                cause,
                held -> {
                  edit(held, advised.wish());
                  return Optional.of(held.conversation());
                }));
  }

  private void edit(Held held, EditedConversation wish) {
    var old = held.conversation();
    held.edit(versioned -> wish.over(versioned, clock.instant()));
    if (!Objects.equals(old.uniqueName(), held.conversation().uniqueName())) {
      // The new one first: who changes names with others is refused, and waits for nobody.
      takeName(held.tx(), held.conversation());
      store.freeName(held.tx(), old);
    }
  }

  /**
   * Deletes a conversation with all it holds; a closed one too. Whether it was there.
   *
   * @throws parley.problem.Problem 50056 and 50057 as {@link #advised}
   */
  public boolean remove(String service, String key, Cause cause) {
    var advised = advice.onRemove(service, key, cause);
    return advised.isPresent() && database.write(tx -> remove(tx, service, advised.get(), cause));
  }

  private boolean remove(Tx tx, String service, String key, Cause cause) {
    var found = store.holdToRemove(tx, service, key);
    found.ifPresent(
        conversation -> {
          cause.permit().renew(tx);
          tx.unhurried(); // its messages go with it, however many
          events.tell(tx, new ConversationRemoved(conversation, cause));
          store.freeName(tx, conversation);
          store.delete(tx, conversation.sid());
        });
    return found.isPresent();
  }

  /** Deletes one after the other, each in a transaction of its own; nobody is asked any more. */
  @Override
  public void removeAll(String service, Cause cause) {
    for (var sid = next(service); sid.isPresent(); sid = next(service)) {
      var gone = sid.get();
      database.change(tx -> remove(tx, service, gone, cause));
    }
  }

  private Optional<String> next(String service) {
    return database.read(tx -> store.anySid(tx, service));
  }

  /**
   * The one way to change something in a conversation: holds it, looks whether its actor still may,
   * lets the deed work, then writes the row, leaves the tombstones and tells the events. Several
   * conversations are held in the order of their SIDs (INVARIANTS.md, order of locks).
   *
   * @param deed the rules; what it answers is answered
   * @return empty when the conversation is not there, or the deed found nothing to do
   * @throws parley.problem.Problem what the deed throws; then nothing has changed
   */
  public <T> Optional<T> change(
      Tx tx, String service, String key, Cause cause, Function<Held, Optional<T>> deed) {
    return change(tx, store.hold(tx, service, key), cause, deed);
  }

  /**
   * As {@link #change}, for what a closed conversation does not allow.
   *
   * @throws parley.problem.Problem 50377 for a closed one, 20409 for one that is being initialized,
   *     and what the deed throws
   */
  public <T> Optional<T> changeOpen(
      Tx tx, String service, String key, Cause cause, Function<Held, Optional<T>> deed) {
    var held = store.hold(tx, service, key).map(Conversation::requireOpen);
    return change(tx, held, cause, deed);
  }

  private <T> Optional<T> change(
      Tx tx, Optional<Conversation> found, Cause cause, Function<Held, Optional<T>> deed) {
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var held = new Held(tx, found.get(), cause);
    cause.permit().renew(tx);
    var answer = deed.apply(held);
    settling.settle(held);
    return answer;
  }

  /**
   * Holds several conversations that are to be changed, in the order in which everybody does; those
   * that are gone are passed over.
   *
   * @param sids ascending
   */
  public void holdAll(Tx tx, List<String> sids) {
    for (var from = 0; from < sids.size(); from += HELD_AT_ONCE) {
      store.holdAll(tx, sids.subList(from, Math.min(from + HELD_AT_ONCE, sids.size())));
    }
  }
}
