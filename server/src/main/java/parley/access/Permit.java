package parley.access;

import parley.storage.Tx;

/**
 * That somebody was allowed to do what he does. It was looked at before anything was held, so the
 * deed has it looked at once more when it holds what it changes: who was removed meanwhile does
 * nothing more.
 */
@FunctionalInterface
public interface Permit {
  /** The permit of who needs none: the account itself, timers, channels. */
  Permit ALWAYS = tx -> {};

  /**
   * Looks once more, within the transaction of the deed.
   *
   * @throws parley.problem.Problem 50107 when it is not allowed any more
   */
  void renew(Tx tx);
}
