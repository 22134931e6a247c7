package parley.due;

/**
 * Does away with what nobody needs any more, wherever it finds it. May be run once too often, and
 * by two servers at once.
 */
@FunctionalInterface
public interface Sweep {
  /**
   * Does one portion, in a second or so.
   *
   * @return whether there may be more, which is then done at once
   */
  boolean run();
}
