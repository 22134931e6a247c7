package parley.realtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which items are asked for.
 *
 * @param from where to begin; null for the beginning
 * @param beyond whether the item at {@code from} itself is left out
 * @param back whether those before {@code from} are asked for, in the same order
 * @param only the one item that is asked for; null for a page
 */
record SyncQuery(
    @Nullable String from,
    boolean beyond,
    boolean back,
    boolean descending,
    int size,
    @Nullable String only) {
  static final int SIZE_MAX = 100;

  /** The first items. */
  static SyncQuery first(int size) {
    return new SyncQuery(null, false, false, false, size, null);
  }

  /** What walks over the items of an object. */
  @FunctionalInterface
  interface ItemWalk {
    /** Items in order, from one on and with it. */
    List<SyncItem> from(@Nullable String key, boolean descending, int most);
  }

  /** Reads the page. */
  SyncPage page(ItemWalk items) {
    if (only != null) {
      var found = items.from(only, false, 1).stream().filter(item -> item.key().equals(only));
      return new SyncPage(found.toList(), false, false);
    }
    var found = new ArrayList<>(items.from(from, descending != back, size + (beyond ? 2 : 1)));
    if (beyond) {
      found.removeIf(item -> item.key().equals(from));
    }
    var more = found.size() > size;
    var shown = new ArrayList<>(found.subList(0, Math.min(size, found.size())));
    if (back) {
      Collections.reverse(shown);
      return new SyncPage(shown, more, isAny(items, descending, last(shown)));
    }
    return new SyncPage(shown, from != null && isAny(items, !descending, first(shown)), more);
  }

  private @Nullable String first(List<SyncItem> shown) {
    return shown.isEmpty() ? from : shown.getFirst().key();
  }

  private @Nullable String last(List<SyncItem> shown) {
    return shown.isEmpty() ? from : shown.getLast().key();
  }

  private static boolean isAny(ItemWalk items, boolean descending, @Nullable String key) {
    return items.from(key, descending, 2).stream().anyMatch(item -> !item.key().equals(key));
  }
}
