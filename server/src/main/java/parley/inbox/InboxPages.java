package parley.inbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import parley.http.Body;
import parley.http.Call;
import parley.http.PageBody;
import parley.http.Paging;
import parley.inbox.Listing.Fingerprint;
import parley.value.PageAsked;

/**
 * The answers to list requests, kept for the next one like it. A kept page is used as it is when
 * nothing can have changed since it was read, which costs no look at the database, or when its
 * rows, read again, are still the same. Else the rows that are as before keep their wording; and
 * where it is known what has changed, the rows need not be read either.
 */
final class InboxPages {
  /** A quarter of the heap's limit: a long page takes 2 MiB, and fifty readers have fifty. */
  private static final long MEMORY_BYTES_MAX =
      Math.clamp(Runtime.getRuntime().maxMemory() / 4, 16L << 20, 512L << 20);

  private static final int OVERHEAD_BYTES = 2_000;

  private final Inbox inbox;
  private final Cache<Key, Kept> pages =
      Caffeine.newBuilder()
          .maximumWeight(MEMORY_BYTES_MAX)
          // What is kept beside the text, row by row, is half as long.
          .weigher((Key key, Kept kept) -> OVERHEAD_BYTES + kept.body().size() * 3 / 2)
          .executor(Runnable::run) // a task of its own costs more than the upkeep itself
          .build();

  InboxPages(Inbox inbox) {
    this.inbox = inbox;
  }

  /** All that the words of a page depend on, beside what the database holds. */
  private record Key(String account, String root, String user, @Nullable String query) {}

  /** A page and how fresh it was when it was read. */
  private record Kept(String userSid, long stamp, Fingerprint fingerprint, PageBody<RowText> page) {
    Body body() {
      return page.body();
    }
  }

  Body page(Call call) {
    var key = new Key(call.accountSid(), call.root(), call.path("UserSid"), call.rawQuery());
    var kept = pages.getIfPresent(key);
    if (kept != null
        && inbox.freshnessIsExact()
        && inbox.freshness().isFresh(kept.userSid(), kept.stamp())) {
      return kept.body();
    }
    var fresh = read(call, kept);
    pages.put(key, fresh);
    return fresh.body();
  }

  /** Rows, and how fresh they are. */
  private record Read(long stamp, Listing listing) {}

  private Kept read(Call call, @Nullable Kept kept) {
    var userSid = kept == null ? userSid(call) : kept.userSid();
    var query = InboxQuery.from(call.query());
    var paging = Paging.read(call, "/Users/" + userSid + "/Conversations", query.canonical());
    var read = kept == null ? null : patch(kept, query, paging.asked());
    if (read == null) {
      read = read(userSid, query, paging.asked());
    }
    var stamp = read.stamp();
    var listing = read.listing();
    if (kept != null && listing.page().rows().isEmpty() && !userSid(call).equals(userSid)) {
      return read(call, null); // the user of that name is another one by now
    }
    var fingerprint = listing.fingerprint(inbox.freshnessIsExact());
    var page =
        kept != null && kept.fingerprint().equals(fingerprint)
            ? kept.page()
            : word(call, userSid, query, paging, listing, kept);
    return new Kept(userSid, stamp, fingerprint, page);
  }

  private Read read(String userSid, InboxQuery query, PageAsked asked) {
    var stamp = inbox.freshness().stamp(userSid);
    return new Read(stamp, inbox.list(userSid, query, asked));
  }

  /** The rows of a kept page after what has changed; null when they have to be read. */
  private @Nullable Read patch(Kept kept, InboxQuery query, PageAsked asked) {
    if (!inbox.freshnessIsExact() || !query.isWhole() || !asked.isFirst()) {
      return null;
    }
    // Asked for first: whatever is settled by now has ended, or keeps the changes from being told.
    var settled = inbox.settled();
    var since = inbox.freshness().since(kept.userSid(), kept.stamp());
    if (since == null) {
      return null;
    }
    var earlier = new Patch(kept.fingerprint().rows(), kept.fingerprint().hasNext());
    var listing = Inbox.patched(earlier, since.changes(), query, asked.size(), settled);
    return listing == null ? null : new Read(since.stamp(), listing);
  }

  /** Where a kept page has rows, they prove that its user is still there; else we look. */
  private String userSid(Call call) {
    return inbox.findUser(call.service(), call.path("UserSid")).orElseThrow(call::notFound).sid();
  }

  private PageBody<RowText> word(
      Call call,
      String userSid,
      InboxQuery query,
      Paging paging,
      Listing listing,
      @Nullable Kept kept) {
    var earlier = kept == null ? null : kept.page();
    var fresh = new HashMap<RowText, InboxRow>();
    for (var row : listing.page().rows()) {
      if (earlier == null || !earlier.has(row)) {
        fresh.put(row, row.of(userSid));
      }
    }
    var details = inbox.details(List.copyOf(fresh.values()), query);
    // A conversation may be gone between the two reads.
    fresh.values().removeIf(row -> !details.conversations().containsKey(row.conversationSid()));
    var words = new InboxJson(call);
    return PageBody.of(
        "conversations",
        listing.page().keep(row -> fresh.containsKey(row) || (earlier != null && earlier.has(row))),
        paging,
        earlier,
        (json, row) -> words.write(json, Objects.requireNonNull(fresh.get(row)), details),
        json -> {
          if (listing.totals() != null) {
            InboxJson.writeTotals(json, listing.totals());
          }
        });
  }
}
