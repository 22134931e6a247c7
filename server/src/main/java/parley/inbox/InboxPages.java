package parley.inbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import parley.http.Body;
import parley.http.Call;
import parley.http.Paging;
import parley.http.Reply;
import parley.inbox.Listing.Fingerprint;

/**
 * The answers to list requests, kept for the next one like it. A kept page is used in two cases:
 * when nothing can have changed since it was read, which costs no look at the database, or when its
 * rows, read again, are still the same, which saves the wording.
 */
final class InboxPages {
  private static final int MEMORY_BYTES_MAX = 32 << 20;
  private static final int OVERHEAD_BYTES = 2_000;

  private final Inbox inbox;
  private final Cache<Key, Kept> pages =
      Caffeine.newBuilder()
          .maximumWeight(MEMORY_BYTES_MAX)
          // Rows are about a quarter of their text, the compressed form a tenth.
          .weigher((Key key, Kept kept) -> OVERHEAD_BYTES + kept.body().size() * 3 / 2)
          .build();

  InboxPages(Inbox inbox) {
    this.inbox = inbox;
  }

  /** All that the words of a page depend on, beside what the database holds. */
  private record Key(String account, String root, String user, @Nullable String query) {}

  /** A page and how fresh it was when it was read. */
  private record Kept(String userSid, long stamp, Fingerprint fingerprint, Body body) {}

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

  private Kept read(Call call, @Nullable Kept kept) {
    var userSid = kept == null ? userSid(call) : kept.userSid();
    var stamp = inbox.freshness().stamp(userSid);
    var query = InboxQuery.from(call.query());
    var paging = Paging.read(call, "/Users/" + userSid + "/Conversations", query.canonical());
    var listing = inbox.list(userSid, query, paging.asked());
    if (kept != null && listing.page().rows().isEmpty() && !userSid(call).equals(userSid)) {
      return read(call, null); // the user of that name is another one by now
    }
    var fingerprint = listing.fingerprint();
    var body =
        kept != null && kept.fingerprint().equals(fingerprint)
            ? kept.body()
            : word(call, query, paging, listing);
    return new Kept(userSid, stamp, fingerprint, body);
  }

  /** Where a kept page has rows, they prove that its user is still there; else we look. */
  private String userSid(Call call) {
    return inbox.findUser(call.service(), call.path("UserSid")).orElseThrow(call::notFound).sid();
  }

  private Body word(Call call, InboxQuery query, Paging paging, Listing listing) {
    var detailed = inbox.detail(listing, query);
    var words = new InboxJson(call);
    return Reply.pageBody(
        "conversations",
        detailed.page(),
        paging,
        (json, row) -> words.write(json, row, detailed),
        json -> {
          if (listing.totals() != null) {
            InboxJson.writeTotals(json, listing.totals());
          }
        });
  }
}
