package parley.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.value.Page;

/**
 * One page of a user's list, as it was read.
 *
 * @param totals of the whole list; null unless asked for
 */
record Listing(Page<RowText> page, InboxStore.@Nullable Totals totals) {

  /**
   * What the page shows is the same as long as this is: rows bear the version of what they show.
   */
  record Fingerprint(
      List<RowText> rows,
      boolean hasNext,
      boolean hasPrevious,
      InboxStore.@Nullable Totals totals) {}

  Fingerprint fingerprint() {
    return new Fingerprint(page.rows(), page.next() != null, page.previous() != null, totals);
  }
}
