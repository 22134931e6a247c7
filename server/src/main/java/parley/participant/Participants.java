package parley.participant;

import java.time.Clock;
import java.time.Instant;
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
  private final AddressPairs pairs = new AddressPairs();
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
      throw Code.PARTICIPANT_EXISTS.problem();
    }
    pairs.take(tx, conversation, participant);
    conversations.advance(tx, conversation, after, cause);
    events.tell(tx, new ParticipantAdded(after, participant, cause));
    return participant;
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
    var groupMember = wish.identity() == null && binding != null && binding.proxyAddress() == null;
    return groupMember
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

  /** The SID of the participant who is meant by a message's author, if there is one. */
  public Optional<String> findAuthor(Tx tx, String conversationSid, String author) {
    return store.findAuthor(tx, conversationSid, author);
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
    var after = conversation.touched();
    var participant = edited(tx, after, old, wish, cause);
    store.update(tx, participant);
    if (!Objects.equals(old.binding(), participant.binding())) {
      pairs.free(tx, old);
      pairs.take(tx, conversation, participant);
    }
    conversations.advance(tx, conversation, after, cause);
    events.tell(tx, new ParticipantChanged(after, old, participant, cause));
    return participant;
  }

  private Participant edited(
      Tx tx, Conversation conversation, Participant old, EditedParticipant wish, Cause cause) {
    var now = clock.instant();
    var identity = BindingRules.identity(old, wish);
    return new Participant(
        old.sid(),
        old.conversationSid(),
        identity,
        identity == null
            ? null
            : users.ensure(tx, conversation.serviceSid(), identity, cause).sid(),
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
    conversations.advance(tx, conversation, after, cause);
    conversations.bury(tx, after, TOMBSTONE, participant.sid());
    events.tell(tx, new ParticipantRemoved(after, participant, cause));
  }

  /** A conversation that closes or goes, by itself or with its service, sets its pairs free. */
  @Override
  public void hear(Tx tx, Event event) {
    switch (event) {
      case ConversationChanged changed
          when changed.conversation().state() == ConversationState.CLOSED ->
          pairs.freeAll(tx, changed.conversation());
      case ConversationRemoved removed -> pairs.freeAll(tx, removed.conversation());
      case ServiceRemoved removed -> pairs.freeAllOf(tx, removed.service().sid());
      default -> {}
    }
  }
}
