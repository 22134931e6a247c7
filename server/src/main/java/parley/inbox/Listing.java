package parley.inbox;

import org.jspecify.annotations.Nullable;
import parley.storage.Settled;
import parley.value.Page;

/**
 * One page of a user's list, as it was read.
 *
 * @param mark the transactions that it shows; none in the order of creation
 * @param totals of the whole list; null unless asked for
 */
public record Listing(Page<RowText> page, Settled mark, @Nullable Totals totals) {

  /** What a user's whole list adds up to. */
  public record Totals(long conversations, long unreadConversations, long unreadMessages) {}

  Listing with(@Nullable Totals added) {
    return new Listing(page, mark, added);
  }
}
