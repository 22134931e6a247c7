package parley.inbox;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.inbox.InboxQuery.Order;
import parley.storage.Settled;
import parley.storage.Tx;
import parley.value.BadCursor;
import parley.value.Cursor;
import parley.value.Page;
import parley.value.PageAsked;

/**
 * A walk over a list by last activity, where rows move to the front while it lasts.
 *
 * <p>What a walk promises: every conversation that was there throughout comes at least once, and
 * exactly once unless its activity moved meanwhile. One that moved to a place the walk has passed
 * comes at the end, as it is then; if it had come before, it comes again with its newer state.
 *
 * <p>So a walk has two parts: down the order by activity, then over what has moved since it began.
 * Every row keeps the number of the transaction that last moved it, and every cursor which
 * transactions were settled when the walk began.
 */
public final class Walk {
  private static final String DOWN = "d";
  private static final String MOVED = "m";

  private final InboxLists lists;

  Walk(InboxLists lists) {
    this.lists = lists;
  }

  /**
   * The first page of a list in either order, made of rows that are known.
   *
   * @param more whether the list goes on behind them; then there is a last one
   * @param mark the transactions that they show
   */
  public static Listing first(List<RowText> rows, boolean more, Order order, Settled mark) {
    var next = more ? InboxLists.behind(rows.getLast(), order) : null;
    var listing = new Listing(new Page<>(rows, next, null), mark, null);
    return order == Order.LAST_ACTIVITY ? first(listing) : listing;
  }

  /** The first page of a walk: all others are as of its mark. */
  private static Listing first(Listing listing) {
    return marked(listing.page(), listing.mark(), DOWN);
  }

  /** One page of a walk. */
  Listing page(Tx tx, String user, InboxQuery query, PageAsked asked) {
    var cursor = asked.cursor();
    if (cursor == null) {
      return first(lists.listByActivity(tx, user, query, asked));
    }
    var parts = cursor.parts();
    if (parts.size() < 2) {
      throw new BadCursor();
    }
    var since = Settled.read(parts.getFirst());
    var key = parts.subList(2, parts.size());
    return switch (parts.get(1)) {
      case DOWN -> down(tx, user, query, at(asked, cursor, key), since);
      case MOVED -> moved(tx, user, query, at(asked, cursor, key), since);
      default -> throw new BadCursor();
    };
  }

  private Listing down(Tx tx, String user, InboxQuery query, PageAsked asked, Settled since) {
    var down = marked(lists.listByActivity(tx, user, query, asked).page(), since, DOWN);
    var page = down.page();
    if (page.next() != null || nothingMoved(tx, user, query, since)) {
      return down;
    }
    var next = mark(Cursor.START, since, MOVED);
    return new Listing(new Page<>(page.rows(), next, page.previous()), since, null);
  }

  private boolean nothingMoved(Tx tx, String user, InboxQuery query, Settled since) {
    return lists.listMoved(tx, user, query, PageAsked.first(1), since).page().rows().isEmpty();
  }

  private Listing moved(Tx tx, String user, InboxQuery query, PageAsked asked, Settled since) {
    return marked(lists.listMoved(tx, user, query, asked, since).page(), since, MOVED);
  }

  private static PageAsked at(PageAsked asked, Cursor cursor, List<String> key) {
    return new PageAsked(asked.size(), asked.number(), new Cursor(cursor.backwards(), key));
  }

  private static Listing marked(Page<RowText> page, Settled since, String part) {
    var next = mark(page.next(), since, part);
    var previous = mark(page.previous(), since, part);
    return new Listing(new Page<>(page.rows(), next, previous), since, null);
  }

  private static @Nullable Cursor mark(@Nullable Cursor cursor, Settled since, String part) {
    if (cursor == null) {
      return null;
    }
    var parts = new ArrayList<>(List.of(since.text(), part));
    parts.addAll(cursor.parts());
    return new Cursor(cursor.backwards(), parts);
  }
}
