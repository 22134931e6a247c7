package parley.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.value.Cursor;
import parley.value.Page;

/**
 * One page of a user's list, as it was read.
 *
 * @param totals of the whole list; null unless asked for
 */
record Listing(Page<RowText> page, InboxLists.@Nullable Totals totals) {

  /**
   * What the page shows is the same as long as this is: rows bear the version of what they show.
   */
  record Fingerprint(
      List<RowText> rows,
      boolean hasNext,
      boolean hasPrevious,
      @Nullable Cursor next,
      InboxLists.@Nullable Totals totals) {}

  /**
   * The fingerprint of this page.
   *
   * @param exact whether the mark counts too from which a walk looks for what moved. A page with an
   *     older mark loses nothing, but shows again what moved before the walk began. Where others
   *     write the mark moves with all they do, and a page would never stay the same.
   */
  Fingerprint fingerprint(boolean exact) {
    return new Fingerprint(
        page.rows(),
        page.next() != null,
        page.previous() != null,
        exact ? page.next() : null,
        totals);
  }
}
