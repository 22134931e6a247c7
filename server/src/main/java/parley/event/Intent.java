package parley.event;

import java.util.Map;
import java.util.Set;
import parley.access.Cause;

/**
 * Something that is about to be done, told to whoever may object before any transaction begins. Not
 * sealed, for the reason that {@link Event} is not.
 *
 * @param <I> itself
 */
public interface Intent<I extends Intent<I>> {
  /** Why it is to be done. */
  Cause cause();

  /** The service in which it is to be done. */
  String serviceSid();

  /** The fields that may be given other values, named as a form names them. */
  default Set<String> amendable() {
    return Set.of();
  }

  /**
   * The same with other values.
   *
   * @param fields by name, amendable ones alone
   * @throws parley.problem.Problem for a value that the door would have refused
   */
  I amended(Map<String, String> fields);
}
