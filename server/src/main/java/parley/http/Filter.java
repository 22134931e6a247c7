package parley.http;

/**
 * A filter on the way of a call from the door to its route's handler, such as one that refuses what
 * its caller may not do. They are made once and used by many threads.
 */
@FunctionalInterface
public interface Filter {
  /**
   * Lets a call pass, or not.
   *
   * @param next the rest of the way
   * @throws parley.problem.Problem the refusal
   */
  Reply pass(Call call, Routes.Handler next);
}
