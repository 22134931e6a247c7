package parley.inbox;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.conversation.Conversation;
import parley.message.Message;
import parley.value.Page;

/**
 * One page of a user's list, as it was read.
 *
 * @param totals of the whole list; null unless asked for
 */
record Listing(Page<InboxRow> page, InboxStore.@Nullable Totals totals) {

  /**
   * What the page shows is the same as long as this is: rows bear the version of what they show.
   */
  record Fingerprint(
      List<InboxRow> rows,
      boolean hasNext,
      boolean hasPrevious,
      InboxStore.@Nullable Totals totals) {}

  Fingerprint fingerprint() {
    return new Fingerprint(page.rows(), page.next() != null, page.previous() != null, totals);
  }

  /**
   * A page with what its rows show.
   *
   * @param lastMessages by conversation; null unless asked for
   */
  record Detailed(
      Listing listing,
      Map<String, Conversation> conversations,
      @Nullable Map<String, Message> lastMessages) {

    /** The rows whose conversation is still there. */
    Page<InboxRow> page() {
      var page = listing.page();
      var rows =
          page.rows().stream()
              .filter(row -> conversations.containsKey(row.conversationSid()))
              .toList();
      return new Page<>(rows, page.next(), page.previous());
    }
  }
}
