package parley.participant;

import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.conversation.Held;
import parley.problem.Code;
import parley.role.RoleType;
import parley.role.Roles;
import parley.service.Services;
import parley.storage.Tx;

/** How somebody who is in a conversation changes there, while a transaction holds it. */
final class Editing {
  private final ParticipantStore store;
  private final Services services;
  private final Roles roles;
  private final LiveAddresses addresses;
  private final Joining joining;
  private final MessageIndexes messages;
  private final Clock clock;

  Editing(
      ParticipantStore store,
      Services services,
      Roles roles,
      LiveAddresses addresses,
      Joining joining,
      MessageIndexes messages,
      Clock clock) {
    this.store = store;
    this.services = services;
    this.roles = roles;
    this.addresses = addresses;
    this.joining = joining;
    this.messages = messages;
    this.clock = clock;
  }

  /** Keeps from going what the wish refers to, before the conversation is held. */
  void keepRole(Tx tx, String service, EditedParticipant wish, Cause cause) {
    var role = wish.roleSid().value();
    if (role != null || wish.identity().value() != null) {
      services.keep(tx, cause.accountSid(), service);
    }
    if (role != null) {
      roles.require(tx, service, role, RoleType.CONVERSATION);
    }
  }

  /** Changes what a caller may wish, with the addresses that are live by it. */
  Participant edit(Held held, Participant old, EditedParticipant wish) {
    requireFreeIdentity(held.tx(), old, wish);
    var participant = edited(held, old, wish);
    requireSomeAddress(participant);
    write(held, old, participant);
    addresses.change(held.tx(), held.conversation(), old, participant);
    return participant;
  }

  private void requireFreeIdentity(Tx tx, Participant old, EditedParticipant wish) {
    var identity = wish.identity().value();
    if (identity != null
        && !identity.equals(old.identity())
        && store.findByIdentity(tx, old.conversationSid(), identity).isPresent()) {
      throw Code.PARTICIPANT_EXISTS.in("Identity", "is in the conversation already");
    }
  }

  /** A participant without identity and address would be nobody. */
  private static void requireSomeAddress(Participant participant) {
    if (participant.identity() == null && participant.binding() == null) {
      throw Code.BAD_PARAMETER.in(
          "MessagingBinding.ProjectedAddress", "is all this participant has and has to stay");
    }
  }

  private Participant edited(Held held, Participant old, EditedParticipant wish) {
    var edited = over(held.tx(), held.conversation(), old, wish);
    var identity = edited.identity();
    var user =
        identity == null || identity.equals(old.identity())
            ? old.userSid()
            : joining.user(held, identity).sid();
    var version = held.nextVersion();
    return edited.with(it -> it.userSid(user).changedVersion(version));
  }

  /** A participant as a wish would have it, but for a user who may have to be made. */
  Participant over(Tx tx, Conversation conversation, Participant old, EditedParticipant wish) {
    var now = clock.instant();
    var horizon = wish.horizon().over(old.horizon(), conversation, messages, tx, now);
    return old.with(
        it ->
            it.identity(BindingRules.identity(old, wish))
                .binding(BindingRules.binding(old, wish))
                .roleSid(wish.roleSid().over(old.roleSid()))
                .attributes(wish.attributes().overRequired(old.attributes()))
                .horizon(horizon)
                .createdAt(wish.createdAt().overRequired(old.createdAt()))
                .updatedAt(wish.updatedAt().overRequired(now)));
  }

  /** Moves a participant's read horizon and notification level: the user's own part of it. */
  Participant read(
      Held held, Participant old, EditedHorizon horizon, @Nullable NotificationLevel level) {
    var now = clock.instant();
    var read = horizon.over(old.horizon(), held.conversation(), messages, held.tx(), now);
    return change(
        held,
        old,
        it ->
            it.horizon(read)
                .notificationLevel(level == null ? old.notificationLevel() : level)
                .updatedAt(now));
  }

  /** Gives another role, nobody having asked for it. */
  Participant giveRole(Held held, Participant old, String role) {
    var now = clock.instant();
    return change(held, old, it -> it.roleSid(role).updatedAt(now));
  }

  private Participant change(Held held, Participant old, Consumer<ParticipantBuilder> deed) {
    var version = held.nextVersion();
    var participant = old.with(it -> deed.accept(it.changedVersion(version)));
    write(held, old, participant);
    return participant;
  }

  private void write(Held held, Participant old, Participant participant) {
    store.update(held.tx(), participant);
    held.tell(conversation -> new ParticipantChanged(conversation, old, participant, held.cause()));
  }
}
