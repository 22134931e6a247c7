package parley.participant;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
import parley.participant.Participant.Horizon;
import parley.problem.Code;
import parley.problem.Limits;
import parley.role.RoleRemoved;
import parley.role.RoleType;
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
  private static final String TOMBSTONE = "participant";

  private final ParticipantStore store = new ParticipantStore();
  private final AddressPairs pairs = new AddressPairs();
  private final GroupTexts groups;
  private final Database database;
  private final Events events;
  private final Services services;
  private final Roles roles;
  private final Users users;
  private final Conversations conversations;
  private final MessageIndexes messages;
  private final Limits limits;
  private final Sids sids;
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
    this.services = services;
    this.roles = roles;
    this.users = users;
    this.conversations = conversations;
    this.messages = messages;
    this.limits = limits;
    this.groups = new GroupTexts(store, limits.groupTextMembers());
    this.sids = sids;
    this.clock = clock;
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
    var joined = join(tx, conversation, wish, cause);
    if (wish.binding() != null && wish.binding().isInGroup()) {
      groups.take(tx, conversation);
    }
    return joined.participant();
  }

  /** A participant, and the conversation as the joining left it. */
  private record Joined(Conversation conversation, Participant participant) {}

  /**
   * Adds several, one after the other. A group text is looked at when all are there: on its way to
   * its members it may be like another one for a moment. The conversation as it is then.
   */
  Conversation addAll(Tx tx, Conversation conversation, List<NewParticipant> wishes, Cause cause) {
    var after = conversation;
    for (var wish : wishes) {
      after = join(tx, after, wish, cause).conversation();
    }
    if (wishes.stream().anyMatch(wish -> wish.binding() != null && wish.binding().isInGroup())) {
      groups.take(tx, after);
    }
    return after;
  }

  private Joined join(Tx tx, Conversation conversation, NewParticipant wish, Cause cause) {
    requireRoom(tx, conversation, wish);
    requireRole(tx, conversation, wish.roleSid());
    var now = clock.instant();
    // New company is activity: the timers start anew, the state stays (rest-behaviour.md 3).
    var after =
        conversation.next(
            conversation.state(),
            conversation.timers().countedFrom(now, conversation.state()),
            conversation.tally());
    var participant = participant(tx, after, wish, now, cause);
    if (!store.insert(tx, participant)) {
      throw exists(tx, conversation, wish).problem();
    }
    pairs.take(tx, conversation, participant);
    conversations.advance(tx, conversation, after, cause);
    events.tell(tx, new ParticipantAdded(after, participant, cause));
    return new Joined(after, participant);
  }

  /** Which of two codes an identity gets that is there already: in a group text it is a member. */
  private Code exists(Tx tx, Conversation conversation, NewParticipant wish) {
    var present =
        wish.identity() == null
            ? Optional.<Participant>empty()
            : store.find(tx, conversation.sid(), wish.identity());
    return wish.binding() != null
            && present.isPresent()
            && wish.binding().equals(present.get().binding())
        ? Code.GROUP_MEMBER_EXISTS
        : Code.PARTICIPANT_EXISTS;
  }

  private void requireRoom(Tx tx, Conversation conversation, NewParticipant wish) {
    var count = store.count(tx, conversation.sid());
    if (count.all() >= limits.participantsPerConversation()) {
      throw Code.TOO_MANY_PARTICIPANTS.because("at most " + limits.participantsPerConversation());
    }
    if (wish.identity() == null && count.nonChat() >= limits.nonChatParticipants()) {
      throw Code.TOO_MANY_NON_CHAT_PARTICIPANTS.because("at most " + limits.nonChatParticipants());
    }
  }

  private void requireRole(Tx tx, Conversation conversation, @Nullable String roleSid) {
    if (roleSid != null) {
      roles.require(tx, conversation.serviceSid(), roleSid, RoleType.CONVERSATION);
    }
  }

  private Participant participant(
      Tx tx, Conversation conversation, NewParticipant wish, Instant now, Cause cause) {
    var created = wish.createdAt() == null ? now : wish.createdAt();
    return new Participant(
        sids.fresh("MB"),
        conversation.sid(),
        wish.identity(),
        wish.identity() == null
            ? null
            : users.ensure(tx, conversation.serviceSid(), wish.identity(), cause).sid(),
        wish.binding(),
        wish.roleSid() == null ? defaultRole(tx, conversation, wish) : wish.roleSid(),
        wish.attributes(),
        NotificationLevel.DEFAULT,
        Horizon.NONE,
        conversation.version(),
        conversation.version(),
        created,
        wish.updatedAt() == null ? created : wish.updatedAt());
  }

  /** Everybody gets the service's default role but the members of a group text by address alone. */
  private @Nullable String defaultRole(Tx tx, Conversation conversation, NewParticipant wish) {
    var binding = wish.binding();
    return binding != null && binding.isGroupMember()
        ? null
        : services
            .get(tx, conversation.accountSid(), conversation.serviceSid())
            .defaultConversationRoleSid();
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

  /** The participants of these SIDs in these conversations, in any order. */
  public List<Participant> findAll(Tx tx, List<String> conversationSids, List<String> sids) {
    return store.findAll(tx, conversationSids, sids);
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
    requireRole(tx, conversation, wish.roleSid().value());
    requireFreeIdentity(tx, old, wish);
    var after = conversation.touched();
    var participant = edited(tx, after, old, wish, cause);
    requireSomeAddress(participant);
    store.update(tx, participant);
    if (!Objects.equals(old.binding(), participant.binding())) {
      rebind(tx, conversation, old, participant);
    }
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

  private void rebind(Tx tx, Conversation conversation, Participant old, Participant changed) {
    pairs.free(tx, old);
    pairs.take(tx, conversation, changed);
    if (isInGroup(old) || isInGroup(changed)) {
      groups.take(tx, conversation);
    }
  }

  private static boolean isInGroup(Participant participant) {
    return participant.binding() != null && participant.binding().isInGroup();
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
    pairs.free(tx, participant);
    if (isInGroup(participant)) {
      groups.retake(tx, conversation);
    }
    conversations.advance(tx, conversation, after, cause);
    conversations.bury(tx, after, TOMBSTONE, participant.sid());
    events.tell(tx, new ParticipantRemoved(after, participant, cause));
  }

  /**
   * A conversation that closes or goes sets its addresses free; who holds a role that goes falls
   * back to the service's default one.
   */
  @Override
  public void hear(Tx tx, Event event) {
    switch (event) {
      case ConversationChanged changed
          when changed.conversation().state() == ConversationState.CLOSED ->
          freeAll(tx, changed.conversation());
      case ConversationRemoved removed -> freeAll(tx, removed.conversation());
      case RoleRemoved removed ->
          store.replaceRole(tx, removed.role(), removed.fallbackSid(), clock.instant());
      default -> {}
    }
  }

  private void freeAll(Tx tx, Conversation conversation) {
    pairs.freeAll(tx, conversation);
    groups.freeAll(tx, conversation);
  }
}
