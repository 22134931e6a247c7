package parley.permission;

import java.util.Optional;
import java.util.Set;
import parley.access.Actor;
import parley.access.Operation;
import parley.access.Permit;
import parley.conversation.Conversation;
import parley.conversation.Conversations;
import parley.media.Media;
import parley.message.Messages;
import parley.participant.Participants;
import parley.problem.Code;
import parley.problem.Problem;
import parley.role.Roles;
import parley.storage.Database;
import parley.storage.Tx;
import parley.user.User;
import parley.user.Users;

/**
 * Decides what users may do, by {@link PermissionTable}. Every door asks here before it calls a
 * deed.
 */
public final class Permissions {
  private final Database database;
  private final Users users;
  private final Conversations conversations;
  private final Standings standings;

  public Permissions(
      Database database,
      Roles roles,
      Users users,
      Conversations conversations,
      Participants participants,
      Messages messages,
      Media media) {
    this.database = database;
    this.users = users;
    this.conversations = conversations;
    this.standings = new Standings(roles, users, conversations, participants, messages, media);
  }

  /**
   * Looks whether a user may do what he is about to do.
   *
   * @return to be borne by the cause of what is done, which has it looked at again; empty when
   *     there is no such user
   * @throws Problem 50107 when he may not, 50350 and 20404 when there is nothing to do it to
   */
  public Optional<Permit> ask(Action action) {
    var known =
        database.read(
            tx -> {
              var me = user(tx, action.user());
              me.ifPresent(found -> require(tx, action, found));
              return me.isPresent();
            });
    return known ? Optional.of(tx -> renew(tx, action)) : Optional.empty();
  }

  /** Whether a user may fetch a file, for who asks for several and is refused those alone. */
  public boolean mayFetchMedium(Actor.OfUser user, String sid) {
    try {
      return ask(new Action(user, Operation.FETCH_MEDIUM, null, sid, Set.of())).isPresent();
    } catch (Problem refusal) {
      return false;
    }
  }

  private void renew(Tx tx, Action action) {
    var me = user(tx, action.user());
    require(tx, action, me.orElseThrow(() -> Code.NOT_PERMITTED.because("the user is gone")));
  }

  /** The fields that have an effect on an operation when a user sends them. */
  public static Set<String> fieldsOf(Operation operation) {
    return PermissionTable.of(operation).fields().keySet();
  }

  private void require(Tx tx, Action action, User me) {
    var rule = PermissionTable.of(action.operation());
    var conversation = conversation(tx, action);
    if (conversation.isEmpty() && action.conversation() != null) {
      rule.requireOneself(Standings.isNamed(me, action.thing()));
      throw missing(action.operation());
    }
    var standing = standings.of(tx, action, me, conversation.orElse(null));
    if (standing.found() || action.conversation() != null) {
      rule.require(standing, action.fields());
    }
    if (!standing.found()) {
      throw Code.NOT_FOUND.problem();
    }
  }

  private Optional<User> user(Tx tx, Actor.OfUser actor) {
    return users
        .find(tx, actor.serviceSid(), actor.identity())
        .filter(found -> found.identity().equals(actor.identity())); // and not one of that SID
  }

  private Optional<Conversation> conversation(Tx tx, Action action) {
    var service = action.user().serviceSid();
    var key = action.conversation();
    if (key != null) {
      return conversations.find(tx, service, key);
    }
    var thing = action.thing();
    return action.operation() == Operation.FETCH_MEDIUM && thing != null
        ? standings.ofMedium(tx, service, thing)
        : Optional.empty();
  }

  /** What is to be made in a conversation that is not there has a code of its own. */
  private static Problem missing(Operation operation) {
    return switch (operation) {
      case ADD_MESSAGE, ADD_PARTICIPANT -> Code.PARENT_CONVERSATION_MISSING.problem();
      default -> Code.NOT_FOUND.problem();
    };
  }
}
