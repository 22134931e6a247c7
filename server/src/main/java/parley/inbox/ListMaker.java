package parley.inbox;

import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.http.PageBody;

/** Makes the answer to a list request: reads its rows, and words those that have no text yet. */
record ListMaker(Inbox inbox, ListRequest request) implements Answers.Maker {

  @Override
  public Optional<Listing> read() {
    return inbox.list(request);
  }

  @Override
  public PageBody<RowText> word(Listing listing, @Nullable PageBody<RowText> earlier) {
    var fresh = new HashMap<RowText, InboxRow>();
    for (var row : listing.page().rows()) {
      if (earlier == null || !earlier.has(row)) {
        fresh.put(row, row.of(request.userSid()));
      }
    }
    var details = inbox.details(List.copyOf(fresh.values()), request.query());
    // A conversation may be gone between the two reads.
    fresh.values().removeIf(row -> !details.conversations().containsKey(row.conversationSid()));
    var words = new InboxJson(request.accountSid(), request.serviceSid(), request.root());
    return PageBody.of(
        "conversations",
        listing.page().keep(row -> fresh.containsKey(row) || (earlier != null && earlier.has(row))),
        request.paging(),
        earlier,
        (json, row) -> words.write(json, Objects.requireNonNull(fresh.get(row)), details),
        json -> {
          if (listing.totals() != null) {
            InboxJson.writeTotals(json, listing.totals());
          }
        });
  }
}
