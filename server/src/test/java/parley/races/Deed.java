package parley.races;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parley.testkit.Answer;

/**
 * One thing that can be done to a world.
 *
 * @param act does it
 * @param shown where a later look shows what it did, or null
 */
record Deed(String name, Function<World, Answer> act, @Nullable Shown shown) {

  /**
   * Where an acknowledged change can be seen as long as what it changed is there.
   *
   * @param path what is fetched, behind the service's root
   * @param pointer the JSON pointer of the changed value
   * @param value what it is after the change
   */
  record Shown(Function<World, String> path, String pointer, String value) {}

  static Deed post(String name, Function<World, String> path, String... form) {
    return new Deed(name, world -> world.client().post(path.apply(world), form), null);
  }

  static Deed delete(String name, Function<World, String> path) {
    return new Deed(name, world -> world.client().delete(path.apply(world)), null);
  }

  /** A change of one field of what a path names. */
  static Deed set(
      String name, Function<World, String> path, String field, String value, String pointer) {
    return new Deed(
        name,
        world -> world.client().post(path.apply(world), field, value),
        new Shown(path, pointer, value));
  }

  @Override
  public String toString() {
    return name;
  }
}
