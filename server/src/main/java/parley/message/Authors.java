package parley.message;

import org.jspecify.annotations.Nullable;

/** Finds who is meant by an author before there is a transaction. */
@FunctionalInterface
interface Authors {
  /**
   * The participant of an author; null when there is none.
   *
   * @throws parley.problem.Problem 50513 for one who may not speak in a group text
   */
  @Nullable String participantSid(String author);
}
