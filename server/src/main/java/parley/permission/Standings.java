package parley.permission;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.conversation.Conversation;
import parley.conversation.Conversations;
import parley.media.Media;
import parley.message.Message;
import parley.message.Messages;
import parley.participant.Address;
import parley.participant.Participant;
import parley.participant.Participants;
import parley.role.Permission;
import parley.role.Role;
import parley.role.Roles;
import parley.storage.Tx;
import parley.user.User;
import parley.user.Users;

/** Looks how users stand to what they are about to do. */
final class Standings {
  private final Roles roles;
  private final Users users;
  private final Conversations conversations;
  private final Participants participants;
  private final Messages messages;
  private final Media media;

  Standings(
      Roles roles,
      Users users,
      Conversations conversations,
      Participants participants,
      Messages messages,
      Media media) {
    this.roles = roles;
    this.users = users;
    this.conversations = conversations;
    this.participants = participants;
    this.messages = messages;
    this.media = media;
  }

  /** What an action is done to, and whose that is. */
  private record Thing(boolean own, boolean found) {
    static final Thing NONE = new Thing(false, true);
    static final Thing MISSING = new Thing(false, false);
  }

  /**
   * How a user stands.
   *
   * @param me the user, who is there
   * @param conversation where it is done; null outside of any
   */
  Standing of(Tx tx, Action action, User me, @Nullable Conversation conversation) {
    var self = participant(tx, conversation, me);
    var thing = thing(tx, action, me, conversation);
    return new Standing(
        permissions(tx, me, self),
        self.isPresent(),
        conversation != null && conversation.createdBy().equals(me.identity()),
        thing.own(),
        thing.found());
  }

  /** The conversation in which a file is, for one that is in a message. */
  Optional<Conversation> ofMedium(Tx tx, String service, String sid) {
    return media
        .find(tx, service, sid)
        .flatMap(medium -> Optional.ofNullable(medium.conversationSid()))
        .flatMap(conversation -> conversations.find(tx, service, conversation));
  }

  private Optional<Participant> participant(Tx tx, @Nullable Conversation conversation, User me) {
    return conversation == null
        ? Optional.empty()
        : participants.findByIdentity(tx, conversation.sid(), me.identity());
  }

  private Set<Permission> permissions(Tx tx, User me, Optional<Participant> self) {
    var permissions = EnumSet.noneOf(Permission.class);
    roles
        .find(tx, me.serviceSid(), me.roleSid())
        .map(Role::permissions)
        .ifPresent(permissions::addAll);
    self.map(Participant::roleSid)
        .flatMap(role -> roles.find(tx, me.serviceSid(), role))
        .map(Role::permissions)
        .ifPresent(permissions::addAll);
    return permissions;
  }

  private Thing thing(Tx tx, Action action, User me, @Nullable Conversation conversation) {
    var key = action.thing();
    if (key == null) {
      return Thing.NONE;
    }
    return switch (action.operation()) {
      case ADD_PARTICIPANT -> new Thing(key.equals(me.identity()), true);
      case EDIT_PARTICIPANT, REMOVE_PARTICIPANT ->
          participants
              .find(tx, sid(conversation), key)
              .map(found -> new Thing(me.identity().equals(found.identity()), true))
              .orElse(Thing.MISSING);
      case EDIT_MESSAGE, REMOVE_MESSAGE ->
          messages
              .find(tx, sid(conversation), key)
              .map(found -> new Thing(isBy(tx, found, me), true))
              .orElse(Thing.MISSING);
      case FETCH_MEDIUM ->
          media
              .find(tx, me.serviceSid(), key)
              .map(found -> new Thing(found.isBy(me.identity()), true))
              .orElse(Thing.MISSING);
      case LIST_PARTICIPANT_CONVERSATIONS -> new Thing(key.equals(me.identity()), true);
      case EDIT_USER -> user(tx, me, key);
      default -> new Thing(isNamed(me, key), true);
    };
  }

  private Thing user(Tx tx, User me, String key) {
    return isNamed(me, key)
        ? new Thing(true, true)
        : new Thing(false, users.find(tx, me.serviceSid(), key).isPresent());
  }

  /** Whether a path means the user himself. */
  static boolean isNamed(User me, @Nullable String key) {
    return me.identity().equals(key) || me.sid().equals(key);
  }

  /**
   * An author is a mere name, which a telephone may bear as well. Of who spoke and is gone, who
   * could be one is taken for one.
   */
  private boolean isBy(Tx tx, Message message, User me) {
    var speaker = message.participantSid();
    return me.identity().equals(message.author())
        && (speaker == null
            || participants
                .findBySid(tx, message.conversationSid(), speaker)
                .map(found -> me.identity().equals(found.identity()))
                .orElseGet(() -> !Address.isOfDevice(me.identity())));
  }

  private static String sid(@Nullable Conversation conversation) {
    if (conversation == null) {
      throw new IllegalStateException("what is done in a conversation names it");
    }
    return conversation.sid();
  }
}
