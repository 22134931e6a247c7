package parley.inbox;

import org.jspecify.annotations.Nullable;
import parley.value.Page;

/**
 * One page of a user's list, as it was read.
 *
 * @param mark the number below which it shows every transaction; 0 in the order of creation
 * @param totals of the whole list; null unless asked for
 */
public record Listing(Page<RowText> page, long mark, @Nullable Totals totals) {

  /** What a user's whole list adds up to. */
  public record Totals(long conversations, long unreadConversations, long unreadMessages) {}

  Listing with(@Nullable Totals added) {
    return new Listing(page, mark, added);
  }
}
