package parley.value;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next where the following page begins; null on the last page
 * @param previous where the page before it ends; null on the first page
 */
public record Page<T>(List<T> rows, @Nullable Cursor next, @Nullable Cursor previous) {

  /** The same page without some of its rows. */
  public Page<T> keep(Predicate<T> kept) {
    return rows.stream().allMatch(kept)
        ? this
        : new Page<>(rows.stream().filter(kept).toList(), next, previous);
  }

  /**
   * Makes a page of what a keyset query found.
   *
   * @param found up to one row more than the page's size, in the order of reading
   * @param key the sort columns of a row
   */
  public static <T> Page<T> of(List<T> found, PageAsked asked, Function<T, List<String>> key) {
    var more = found.size() > asked.size();
    var rows = more ? found.subList(0, asked.size()) : found;
    if (asked.backwards()) {
      rows = rows.reversed();
    }
    // Whoever came here from another page finds that page in the direction he came from.
    var camefrom = !asked.fromEnd();
    if (rows.isEmpty()) {
      return camefrom ? beyond(asked) : new Page<>(rows, null, null);
    }
    var hasNext = asked.backwards() ? camefrom : more;
    var hasPrevious = asked.backwards() ? more : camefrom;
    return new Page<>(
        rows,
        hasNext ? Cursor.after(key.apply(rows.getLast())) : null,
        hasPrevious ? Cursor.before(key.apply(rows.getFirst())) : null);
  }

  /** A page beyond an end of the list: the way back leads to the page at that end. */
  private static <T> Page<T> beyond(PageAsked asked) {
    return asked.backwards()
        ? new Page<>(List.of(), Cursor.START, null)
        : new Page<>(List.of(), null, Cursor.END);
  }
}
