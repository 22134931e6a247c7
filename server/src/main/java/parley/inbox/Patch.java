package parley.inbox;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.inbox.InboxQuery.Order;

/**
 * The first page of a list, brought up to date by what has changed since it was read.
 *
 * @param rows of the page
 * @param more whether the list goes on behind it
 */
record Patch(List<RowText> rows, boolean more) {

  /**
   * Applies changes to a first page.
   *
   * @param size the page's size in rows
   * @return null when the changes do not tell what the page is now: a row has left it and the one
   *     that takes its place is not known, or whether there still is one behind it
   */
  static @Nullable Patch of(Patch earlier, List<Change> changes, Order order, int size) {
    var rows = new ArrayList<>(earlier.rows());
    var unseen = false;
    for (var change : changes) {
      unseen |= !apply(change, rows, order);
    }
    var page = rows.size() > size ? rows.subList(0, size) : rows;
    if (earlier.more()) {
      // Whatever is not known stands behind the place where the page ended.
      var end = earlier.rows().getLast();
      if (page.size() < size || end.isBefore(page.getLast(), order)) {
        return null;
      }
      if (unseen && rows.size() == size) {
        return null; // it may have been the last one behind the page
      }
    }
    return new Patch(List.copyOf(page), earlier.more() || rows.size() > size);
  }

  /** Applies one change. Whether its row was among these before. */
  private static boolean apply(Change change, List<RowText> rows, Order order) {
    var conversation = change.conversationSid();
    if (conversation == null) {
      throw new IllegalArgumentException("a change of which nothing is known");
    }
    var seen = rows.removeIf(row -> row.isOf(conversation));
    var row = change.row();
    if (row != null) {
      rows.add(placeOf(row, rows, order), row);
    }
    return seen;
  }

  /** How many rows stand before a row that is not among them. */
  private static int placeOf(RowText row, List<RowText> rows, Order order) {
    var first = 0;
    var last = rows.size();
    while (first < last) {
      var middle = (first + last) / 2;
      if (rows.get(middle).isBefore(row, order)) {
        first = middle + 1;
      } else {
        last = middle;
      }
    }
    return first;
  }
}
