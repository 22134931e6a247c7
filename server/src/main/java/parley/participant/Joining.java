package parley.participant;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.conversation.Conversations;
import parley.event.Events;
import parley.participant.Participant.Horizon;
import parley.problem.Code;
import parley.problem.Limits;
import parley.role.RoleType;
import parley.role.Roles;
import parley.service.Services;
import parley.storage.Tx;
import parley.user.Users;
import parley.value.Sids;

/** How somebody comes into a conversation that is held by a transaction. */
final class Joining {
  private final ParticipantStore store;
  private final LiveAddresses addresses;
  private final Events events;
  private final Services services;
  private final Roles roles;
  private final Users users;
  private final Conversations conversations;
  private final Limits limits;
  private final Sids sids;
  private final Clock clock;

  Joining(
      ParticipantStore store,
      LiveAddresses addresses,
      Events events,
      Services services,
      Roles roles,
      Users users,
      Conversations conversations,
      Limits limits,
      Sids sids,
      Clock clock) {
    this.store = store;
    this.addresses = addresses;
    this.events = events;
    this.services = services;
    this.roles = roles;
    this.users = users;
    this.conversations = conversations;
    this.limits = limits;
    this.sids = sids;
    this.clock = clock;
  }

  /** A participant, and the conversation as the joining left it. */
  record Joined(Conversation conversation, Participant participant) {}

  /** Adds one participant, and leaves it to the caller to look at the group that this makes. */
  Joined join(Tx tx, Conversation conversation, NewParticipant wish, Cause cause) {
    requireRoom(tx, conversation, wish);
    if (wish.roleSid() != null) {
      roles.require(tx, conversation.serviceSid(), wish.roleSid(), RoleType.CONVERSATION);
    }
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
    addresses.takePair(tx, conversation, participant);
    conversations.advance(tx, conversation, after, cause);
    events.tell(tx, new ParticipantAdded(after, participant, cause));
    return new Joined(after, participant);
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
}
