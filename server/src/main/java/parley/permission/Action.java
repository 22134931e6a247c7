package parley.permission;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.access.Actor;
import parley.access.Operation;

/**
 * What a user is about to do, as far as permissions look at it.
 *
 * @param conversation the SID or unique name of the conversation it is done in; null outside one
 * @param thing what it is done to there, by SID or the name that the operation knows it by: a
 *     participant, a message, a user, a medium; null where it is done to nothing in particular
 * @param fields the names of what he sends
 */
public record Action(
    Actor.OfUser user,
    Operation operation,
    @Nullable String conversation,
    @Nullable String thing,
    Set<String> fields) {
  public Action {
    fields = Set.copyOf(fields);
  }
}
