package parley.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.inbox.InboxQuery.Order;
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

  /**
   * The first page of a list whose rows are known.
   *
   * @param more whether the list goes on behind them; then there is a last one
   */
  public static Listing first(List<RowText> rows, boolean more, Order order, long mark) {
    var next = more ? InboxLists.behind(rows.getLast(), order) : null;
    var listing = new Listing(new Page<>(rows, next, null), mark, null);
    return order == Order.LAST_ACTIVITY ? Walk.first(listing) : listing;
  }

  Listing with(@Nullable Totals added) {
    return new Listing(page, mark, added);
  }
}
