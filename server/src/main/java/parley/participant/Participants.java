package parley.participant;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.conversation.Conversations;
import parley.conversation.Held;
import parley.conversation.Held.Kind;
import parley.event.Advice;
import parley.event.Event;
import parley.event.Outlet;
import parley.participant.ParticipantAdvice.Meant;
import parley.problem.Code;
import parley.problem.Limits;
import parley.role.ConversationDefaults;
import parley.role.RoleHolders;
import parley.role.Roles;
import parley.service.Services;
import parley.storage.Database;
import parley.storage.Tx;
import parley.user.Users;
import parley.value.Page;
import parley.value.PageAsked;
import parley.value.Sids;

/** What can be done with participants. */
public final class Participants implements Outlet {
  private final ParticipantStore store = new ParticipantStore();
  private final LiveAddresses addresses;
  private final Joining joining;
  private final Editing editing;
  private final RoleFallback roleFallback;
  private final ParticipantAdvice advice;
  private final Database database;
  private final Conversations conversations;

  public Participants(
      Database database,
      Services services,
      Roles roles,
      Users users,
      Conversations conversations,
      Advice advice,
      MessageIndexes messages,
      Limits limits,
      Sids sids,
      Clock clock) {
    this.database = database;
    this.conversations = conversations;
    this.addresses = new LiveAddresses(store, limits.groupTextMembers());
    this.joining = new Joining(store, services, roles, users, limits, sids, clock);
    this.editing = new Editing(store, services, roles, addresses, joining, messages, clock);
    this.advice = new ParticipantAdvice(database, store, services, conversations, editing, advice);
    this.roleFallback = new RoleFallback(store, conversations, editing);
  }

  /**
   * Adds somebody to a conversation.
   *
   * @throws parley.problem.Problem 50350 when there is no such conversation, 50377 when it is
   *     closed, 50433 and 50437 for somebody who is in it already, 50416 and 50438 for addresses
   *     that are live elsewhere, 50417 and 50422 when it is full, 50214 when the user is in too
   *     many, 50100 and 50105 for a role that cannot be given, 50056 and 50057 when whoever is
   *     asked before does not allow it
   */
  public Participant add(String service, String conversationKey, NewParticipant wish, Cause cause) {
    var advised = advice.onAdd(service, conversationKey, wish, cause);
    return database.write(
        tx -> {
          var role = joining.keepRoles(tx, service, List.of(wish), cause);
          return conversations
              .changeOpen(
                  tx, service, advised.key(), cause, held -> Optional.of(add(held, wish, role)))
              .orElseThrow(Code.PARENT_CONVERSATION_MISSING::problem);
        });
  }

  /**
   * Adds somebody to a conversation that is held; nobody is asked before.
   *
   * @param defaults what {@link #keepRoles} has answered
   * @throws parley.problem.Problem as {@link #add(String, String, NewParticipant, Cause)}
   */
  public Participant add(Held held, NewParticipant wish, ConversationDefaults defaults) {
    var participant = joining.join(held, wish, defaults);
    addresses.takePairs(held.tx(), held.conversation(), List.of(participant));
    if (participant.isInGroup()) {
      addresses.takeGroup(held.tx(), held.conversation());
    }
    return participant;
  }

  /** Keeps from going what newcomers refer to; before their conversation is made or held. */
  public ConversationDefaults keepRoles(
      Tx tx, String service, List<NewParticipant> wishes, Cause cause) {
    return joining.keepRoles(tx, service, wishes, cause);
  }

  /**
   * Adds several, one after the other. A group text is looked at when all are there: on its way to
   * its members it may be like another one for a moment.
   */
  public List<Participant> addAll(
      Held held, List<NewParticipant> wishes, ConversationDefaults defaults) {
    wishes.stream()
        .map(NewParticipant::identity)
        .filter(Objects::nonNull)
        .distinct()
        .sorted() // everybody holds several users in this order
        .forEach(identity -> joining.user(held, identity));
    var joined = wishes.stream().map(wish -> joining.join(held, wish, defaults)).toList();
    addresses.takePairs(held.tx(), held.conversation(), joined);
    if (wishes.stream().anyMatch(NewParticipant::isInGroup)) {
      addresses.takeGroup(held.tx(), held.conversation());
    }
    return joined;
  }

  /** Finds a participant by SID or identity. */
  public Optional<Participant> find(String service, String conversationKey, String key) {
    return database.read(
        tx ->
            conversations
                .find(tx, service, conversationKey)
                .flatMap(conversation -> store.find(tx, conversation.sid(), key)));
  }

  /** Whom a message of this author concerns; one statement, whatever the conversation. */
  public Audience audience(Tx tx, String conversationSid, String author) {
    return audience(tx, conversationSid, author, null);
  }

  /**
   * As above, where the speaker may be known already.
   *
   * @param speakerSid the participant who speaks; null for whom the author's name means
   */
  public Audience audience(
      Tx tx, String conversationSid, String author, @Nullable String speakerSid) {
    return Audience.of(author, speakerSid, store.concerned(tx, conversationSid, author));
  }

  /** Whom an inbound message comes from, if its pair of addresses is live. */
  public Optional<LivePair> findPair(Tx tx, String account, String address, String proxyAddress) {
    return addresses.pair(tx, account, address, proxyAddress);
  }

  /** The participants of an address in a service's conversations, by conversation. */
  public Page<Participant> listByAddress(Tx tx, String service, String address, PageAsked asked) {
    return store.listByAddress(tx, service, address, asked);
  }

  /** The participants of an identity in these conversations, in any order. */
  public List<Participant> findAll(Tx tx, List<String> conversationSids, String identity) {
    return store.findAll(tx, conversationSids, identity);
  }

  /** The participants of a conversation, oldest first. */
  public Page<Participant> list(Conversation conversation, PageAsked asked) {
    return database.read(tx -> store.list(tx, conversation.sid(), asked));
  }

  /**
   * Changes a participant; empty when it or its conversation is not there.
   *
   * @throws parley.problem.Problem 50377 when the conversation is closed, 50433 for an identity
   *     that is in it, 50416 and 50438 for addresses that are live elsewhere, 50100 and 50105 for a
   *     role that cannot be given, 50214 when the user is in too many conversations, 50409, 50414
   *     and 50440 to 50444 for a binding that this participant cannot have, 20422 for one that
   *     would leave nobody, 50056 and 50057 as {@link #add}
   */
  public Optional<Participant> edit(
      String service, String conversationKey, String key, EditedParticipant wish, Cause cause) {
    return advice
        .onEdit(service, conversationKey, key, wish, cause)
        .flatMap(meant -> edit(service, meant, wish, cause));
  }

  private Optional<Participant> edit(
      String service, Meant meant, EditedParticipant wish, Cause cause) {
    return database.write(
        tx -> {
          editing.keepRole(tx, service, wish, cause);
          return conversations.changeOpen(
              tx,
              service,
              meant.conversationKey(),
              cause,
              held ->
                  store
                      .find(tx, held.sid(), meant.key())
                      .map(old -> editing.edit(held, old, wish)));
        });
  }

  /** Moves a participant's read horizon and notification level: the user's own part of it. */
  public Participant read(
      Held held, Participant old, EditedHorizon horizon, @Nullable NotificationLevel level) {
    return editing.read(held, old, horizon, level);
  }

  /** As {@link #find(String, String, String)}, within a transaction. */
  public Optional<Participant> find(Tx tx, String conversationSid, String key) {
    return store.find(tx, conversationSid, key);
  }

  /** Finds the participant of a SID, within a transaction. */
  public Optional<Participant> findBySid(Tx tx, String conversationSid, String sid) {
    return store.findBySid(tx, conversationSid, sid);
  }

  /** Finds the participant of an identity, whatever it looks like, within a transaction. */
  public Optional<Participant> findByIdentity(Tx tx, String conversationSid, String identity) {
    return store.findByIdentity(tx, conversationSid, identity);
  }

  /**
   * Removes a participant, also from a closed conversation. Whether it was there.
   *
   * @throws parley.problem.Problem 50056 and 50057 as {@link #add}
   */
  public boolean remove(String service, String conversationKey, String key, Cause cause) {
    return advice
        .onRemove(service, conversationKey, key, cause)
        .flatMap(meant -> removed(service, meant, cause))
        .isPresent();
  }

  private Optional<Participant> removed(String service, Meant meant, Cause cause) {
    return database.write(
        tx ->
            conversations.change(
                tx,
                service,
                meant.conversationKey(),
                cause,
                held -> store.find(tx, held.sid(), meant.key()).map(gone -> remove(held, gone))));
  }

  /**
   * The participants of a conversation by SID.
   *
   * @param from where to begin, with it if it is there; null for the beginning
   */
  public List<Participant> listBySid(
      Tx tx, String conversationSid, @Nullable String from, boolean descending, int most) {
    return store.listBySid(tx, conversationSid, from, descending, most);
  }

  /** Those who came or were changed above a version: the first, by when the one or other was. */
  public List<Participant> since(Tx tx, String conversationSid, long version, int most) {
    return store.changedSince(tx, conversationSid, version, most);
  }

  /** Which of these identities take part in a conversation. */
  public Set<String> identitiesAmong(Tx tx, String conversationSid, Collection<String> identities) {
    return identities.isEmpty()
        ? Set.of()
        : Set.copyOf(store.identitiesAmong(tx, conversationSid, List.copyOf(identities)));
  }

  /** How many take part in a conversation. */
  public long count(String conversationSid) {
    return database.read(tx -> store.count(tx, conversationSid).all());
  }

  /** Removes the participant of an identity, if it is there, within a transaction. */
  public void removeIdentity(
      Tx tx, String service, String conversationSid, String identity, Cause cause) {
    conversations.change(
        tx,
        service,
        conversationSid,
        cause,
        held -> store.findByIdentity(tx, held.sid(), identity).map(gone -> remove(held, gone)));
  }

  private Participant remove(Held held, Participant gone) {
    store.delete(held.tx(), gone);
    addresses.free(held.tx(), held.conversation(), gone);
    held.bury(Kind.PARTICIPANT, gone.sid(), held.nextVersion());
    held.tell(conversation -> new ParticipantRemoved(conversation, gone, held.cause()));
    return gone;
  }

  /** Those who hold roles in conversations. */
  public RoleHolders roleHolders() {
    return roleFallback;
  }

  @Override
  public void hear(Tx tx, Event event) {
    addresses.hear(tx, event);
  }
}
