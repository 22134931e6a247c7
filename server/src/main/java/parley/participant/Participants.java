package parley.participant;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.conversation.ConversationChanged;
import parley.conversation.ConversationRemoved;
import parley.conversation.ConversationState;
import parley.conversation.Conversations;
import parley.event.Event;
import parley.event.Events;
import parley.event.Outlet;
import parley.problem.Code;
import parley.problem.Limits;
import parley.role.RoleRemoved;
import parley.role.RoleType;
import parley.role.Roles;
import parley.service.ServiceRemoved;
import parley.service.Services;
import parley.storage.Database;
import parley.storage.Tx;
import parley.user.Users;
import parley.value.Page;
import parley.value.PageAsked;
import parley.value.Sids;

/** What can be done with participants. */
public final class Participants implements Outlet {
  private static final String TOMBSTONE = "participant";

  private final ParticipantStore store = new ParticipantStore();
  private final LiveAddresses addresses;
  private final Joining joining;
  private final Database database;
  private final Events events;
  private final Roles roles;
  private final Users users;
  private final Conversations conversations;
  private final MessageIndexes messages;
  private final Clock clock;

  public Participants(
      Database database,
      Events events,
      Services services,
      Roles roles,
      Users users,
      Conversations conversations,
      MessageIndexes messages,
      Limits limits,
      Sids sids,
      Clock clock) {
    this.database = database;
    this.events = events;
    this.roles = roles;
    this.users = users;
    this.conversations = conversations;
    this.messages = messages;
    this.clock = clock;
    this.addresses = new LiveAddresses(store, limits.groupTextMembers());
    this.joining =
        new Joining(
            store, addresses, events, services, roles, users, conversations, limits, sids, clock);
  }

  public Participant add(String service, String conversationKey, NewParticipant wish, Cause cause) {
    return database.write(
        tx -> {
          var conversation =
              conversations
                  .lockOpen(tx, service, conversationKey)
                  .orElseThrow(Code.PARENT_CONVERSATION_MISSING::problem);
          return add(tx, conversation, wish, cause);
        });
  }

  /** Adds to a conversation that is held by this transaction. */
  public Participant add(Tx tx, Conversation conversation, NewParticipant wish, Cause cause) {
    var participant = joining.join(tx, conversation, wish, cause).participant();
    if (participant.isInGroup()) {
      addresses.takeGroup(tx, conversation);
    }
    return participant;
  }

  /**
   * Adds several, one after the other. A group text is looked at when all are there: on its way to
   * its members it may be like another one for a moment. The conversation as it is then.
   */
  Conversation addAll(Tx tx, Conversation conversation, List<NewParticipant> wishes, Cause cause) {
    var after = conversation;
    for (var wish : wishes) {
      after = joining.join(tx, after, wish, cause).conversation();
    }
    if (wishes.stream().anyMatch(NewParticipant::isInGroup)) {
      addresses.takeGroup(tx, after);
    }
    return after;
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
    return Audience.of(author, store.concerned(tx, conversationSid, author));
  }

  /** The participants of an address in a service's conversations, by conversation. */
  public Page<Participant> listByAddress(Tx tx, String service, String address, PageAsked asked) {
    return store.listByAddress(tx, service, address, asked);
  }

  /** The participants of an identity in these conversations, in any order. */
  public List<Participant> findAll(Tx tx, List<String> conversationSids, String identity) {
    return store.findAll(tx, conversationSids, identity);
  }

  public Page<Participant> list(Conversation conversation, PageAsked asked) {
    return database.read(tx -> store.list(tx, conversation.sid(), asked));
  }

  public Optional<Participant> edit(
      String service, String conversationKey, String key, EditedParticipant wish, Cause cause) {
    return database.write(
        tx -> {
          var conversation = conversations.lockOpen(tx, service, conversationKey);
          return conversation.flatMap(
              found ->
                  store.find(tx, found.sid(), key).map(old -> edit(tx, found, old, wish, cause)));
        });
  }

  private Participant edit(
      Tx tx, Conversation conversation, Participant old, EditedParticipant wish, Cause cause) {
    if (wish.roleSid().value() != null) {
      roles.require(tx, conversation.serviceSid(), wish.roleSid().value(), RoleType.CONVERSATION);
    }
    requireFreeIdentity(tx, old, wish);
    var after = conversation.touched();
    var participant = edited(tx, after, old, wish, cause);
    requireSomeAddress(participant);
    store.update(tx, participant);
    addresses.change(tx, conversation, old, participant);
    conversations.advance(tx, conversation, after, cause);
    events.tell(tx, new ParticipantChanged(after, old, participant, cause));
    return participant;
  }

  private void requireFreeIdentity(Tx tx, Participant old, EditedParticipant wish) {
    var identity = wish.identity().value();
    if (identity != null
        && !identity.equals(old.identity())
        && store.find(tx, old.conversationSid(), identity).isPresent()) {
      throw Code.PARTICIPANT_EXISTS.problem();
    }
  }

  /** A participant without identity and address would be nobody. */
  private static void requireSomeAddress(Participant participant) {
    if (participant.identity() == null && participant.binding() == null) {
      throw Code.BAD_PARAMETER.in(
          "MessagingBinding.ProjectedAddress", "is all this participant has and has to stay");
    }
  }

  private Participant edited(
      Tx tx, Conversation conversation, Participant old, EditedParticipant wish, Cause cause) {
    var now = clock.instant();
    var identity = BindingRules.identity(old, wish);
    return new Participant(
        old.sid(),
        old.conversationSid(),
        identity,
        userOf(tx, conversation, old, identity, cause),
        BindingRules.binding(old, wish),
        wish.roleSid().over(old.roleSid()),
        wish.attributes().overRequired(old.attributes()),
        old.notificationLevel(),
        wish.horizon().over(old.horizon(), conversation, messages, tx, now),
        old.addedVersion(),
        conversation.version(),
        wish.createdAt().overRequired(old.createdAt()),
        wish.updatedAt().overRequired(now));
  }

  private @Nullable String userOf(
      Tx tx, Conversation conversation, Participant old, @Nullable String identity, Cause cause) {
    return identity == null || identity.equals(old.identity())
        ? old.userSid()
        : users.ensure(tx, conversation.serviceSid(), identity, cause).sid();
  }

  /** Moves a participant's read horizon and notification level: the user's own part of it. */
  public Participant read(
      Tx tx,
      Conversation conversation,
      Participant old,
      EditedHorizon horizon,
      @Nullable NotificationLevel level,
      Cause cause) {
    var now = clock.instant();
    var after = conversation.touched();
    var participant =
        old.read(
            horizon.over(old.horizon(), after, messages, tx, now),
            level == null ? old.notificationLevel() : level,
            after.version(),
            now);
    store.update(tx, participant);
    conversations.advance(tx, conversation, after, cause);
    events.tell(tx, new ParticipantChanged(after, old, participant, cause));
    return participant;
  }

  /** Finds a participant within a transaction. */
  public Optional<Participant> find(Tx tx, String conversationSid, String key) {
    return store.find(tx, conversationSid, key);
  }

  /** Removes a participant, also from a closed conversation. Whether it was there. */
  public boolean remove(String service, String conversationKey, String key, Cause cause) {
    return database.write(
        tx -> {
          var conversation = conversations.lock(tx, service, conversationKey);
          var participant = conversation.flatMap(found -> store.find(tx, found.sid(), key));
          participant.ifPresent(gone -> remove(tx, conversation.orElseThrow(), gone, cause));
          return participant.isPresent();
        });
  }

  /** Removes from a conversation that is held by this transaction. */
  public void remove(Tx tx, Conversation conversation, Participant participant, Cause cause) {
    var after = conversation.touched();
    store.delete(tx, participant);
    addresses.free(tx, conversation, participant);
    conversations.advance(tx, conversation, after, cause);
    conversations.bury(tx, after, TOMBSTONE, participant.sid());
    events.tell(tx, new ParticipantRemoved(after, participant, cause));
  }

  /**
   * A conversation that closes or goes, by itself or with its service, sets its addresses free; who
   * holds a role that goes falls back to the service's default one.
   */
  @Override
  public void hear(Tx tx, Event event) {
    switch (event) {
      case ConversationChanged changed
          when changed.conversation().state() == ConversationState.CLOSED ->
          addresses.freeAll(tx, changed.conversation());
      case ConversationRemoved removed -> addresses.freeAll(tx, removed.conversation());
      case ServiceRemoved removed -> addresses.freeAllOf(tx, removed.service().sid());
      case RoleRemoved removed ->
          store.replaceRole(tx, removed.role(), removed.fallbackSid(), clock.instant());
      default -> {}
    }
  }
}
