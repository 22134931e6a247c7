package parley.inbox.kept;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import parley.inbox.InboxQuery.Order;
import parley.inbox.Listing;
import parley.inbox.RowChange;
import parley.inbox.RowText;
import parley.inbox.Walk;
import parley.storage.Settled;

/** Brings the first page of a list up to date by what has changed since it was read. */
final class Patch {
  private Patch() {}

  /**
   * The first page after changes, without a look at the database.
   *
   * @param size the page's size in rows
   * @return null when the changes do not tell what the page is now: a row has left it and the one
   *     that takes its place is not known, or whether there still is one behind it; or it is empty,
   *     and may be that of a user who is gone
   */
  static @Nullable Listing of(Listing earlier, List<RowChange> changes, Order order, int size) {
    var page = earlier.page();
    var rows = new ArrayList<>(page.rows());
    var unseen = false;
    for (var change : changes) {
      unseen |= !apply(change, rows, order);
    }
    var shown = List.copyOf(rows.size() > size ? rows.subList(0, size) : rows);
    var goesOn = page.next() != null;
    if (shown.isEmpty() || (goesOn && !endIsKnown(page.rows().getLast(), shown, order, size))) {
      return null;
    }
    if (goesOn && unseen && rows.size() == size) {
      return null; // it may have been the last one behind the page
    }
    return Walk.first(shown, goesOn || rows.size() > size, order, mark(earlier, changes));
  }

  /** Whatever is not known stands behind the place where the page ended. */
  private static boolean endIsKnown(RowText end, List<RowText> shown, Order order, int size) {
    return shown.size() == size && !end.isBefore(shown.getLast(), order);
  }

  /** Applies one change. Whether its row was among these before. */
  private static boolean apply(RowChange change, List<RowText> rows, Order order) {
    var conversation = Objects.requireNonNull(change.conversationSid(), "an unknown change");
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

  /** Right behind the last change: what moves from now on bears this number or a later one. */
  private static Settled mark(Listing earlier, List<RowChange> changes) {
    var mark = earlier.mark();
    for (var change : changes) {
      var row = change.row();
      mark = row == null ? mark : mark.andUpTo(row.movedIn());
    }
    return mark;
  }
}
