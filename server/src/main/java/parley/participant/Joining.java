package parley.participant;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import parley.access.Cause;
import parley.conversation.Held;
import parley.participant.Participant.Horizon;
import parley.problem.Code;
import parley.problem.Limits;
import parley.role.ConversationDefaults;
import parley.role.RoleType;
import parley.role.Roles;
import parley.service.Services;
import parley.storage.Tx;
import parley.user.User;
import parley.user.Users;
import parley.value.Sids;

/** How somebody comes into a conversation that is held by a transaction. */
final class Joining {
  private final ParticipantStore store;
  private final Services services;
  private final Roles roles;
  private final Users users;
  private final Limits limits;
  private final Sids sids;
  private final Clock clock;

  Joining(
      ParticipantStore store,
      Services services,
      Roles roles,
      Users users,
      Limits limits,
      Sids sids,
      Clock clock) {
    this.store = store;
    this.services = services;
    this.roles = roles;
    this.users = users;
    this.limits = limits;
    this.sids = sids;
    this.clock = clock;
  }

  /**
   * Keeps from going what newcomers refer to, before their conversation is held: the service, and
   * the roles they get.
   *
   * @return the roles of those who ask for none
   */
  ConversationDefaults keepRoles(Tx tx, String service, List<NewParticipant> wishes, Cause cause) {
    services.keep(tx, cause.accountSid(), service);
    wishes.stream()
        .map(NewParticipant::roleSid)
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .forEach(role -> roles.require(tx, service, role, RoleType.CONVERSATION));
    return roles.keepDefaults(tx, cause.accountSid(), service);
  }

  /** Adds one participant, and leaves it to the caller to take the addresses. */
  Participant join(Held held, NewParticipant wish, ConversationDefaults defaults) {
    requireRoom(held, wish);
    var now = clock.instant();
    // New company is activity: the timers start anew, the state stays (docs/behaviour.md 3).
    held.move(conversation -> conversation.in(conversation.state(), now));
    var participant = participant(held, wish, defaults, now);
    if (!store.insert(held.tx(), participant)) {
      throw exists(held, wish).in("Identity", "is in the conversation already");
    }
    held.tell(conversation -> new ParticipantAdded(conversation, participant, held.cause()));
    return participant;
  }

  private void requireRoom(Held held, NewParticipant wish) {
    var count = store.count(held.tx(), held.sid());
    if (count.all() >= limits.participantsPerConversation()) {
      throw Code.TOO_MANY_PARTICIPANTS.because("at most " + limits.participantsPerConversation());
    }
    if (wish.identity() == null && count.nonChat() >= limits.nonChatParticipants()) {
      throw Code.TOO_MANY_NON_CHAT_PARTICIPANTS.because("at most " + limits.nonChatParticipants());
    }
  }

  /** Which of two codes an identity gets that is there already: in a group text it is a member. */
  private Code exists(Held held, NewParticipant wish) {
    var present =
        wish.identity() == null
            ? Optional.<Participant>empty()
            : store.findByIdentity(held.tx(), held.sid(), wish.identity());
    return wish.binding() != null
            && present.isPresent()
            && wish.binding().equals(present.get().binding())
        ? Code.GROUP_MEMBER_EXISTS
        : Code.PARTICIPANT_EXISTS;
  }

  private Participant participant(
      Held held, NewParticipant wish, ConversationDefaults defaults, Instant now) {
    var created = wish.createdAt() == null ? now : wish.createdAt();
    var version = held.nextVersion();
    return ParticipantBuilder.builder()
        .sid(sids.fresh("MB"))
        .conversationSid(held.sid())
        .identity(wish.identity())
        .userSid(wish.identity() == null ? null : user(held, wish.identity()).sid())
        .binding(wish.binding())
        .roleSid(wish.role(isCreator(held, wish) ? defaults.creatorSid() : defaults.memberSid()))
        .attributes(wish.attributes())
        .notificationLevel(NotificationLevel.DEFAULT)
        .horizon(Horizon.NONE)
        .addedVersion(version)
        .changedVersion(version)
        .createdAt(created)
        .updatedAt(wish.updatedAt() == null ? created : wish.updatedAt())
        .build();
  }

  private static boolean isCreator(Held held, NewParticipant wish) {
    return held.conversation().createdBy().equals(wish.identity());
  }

  /** The user of an identity, held: a user is in a limited number of conversations. */
  User user(Held held, String identity) {
    return users.ensure(held.tx(), held.serviceSid(), identity, held.cause());
  }
}
