package parley.inbox.kept;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import parley.http.Body;
import parley.http.PageBody;
import parley.inbox.Answers;
import parley.inbox.ListRequest;
import parley.inbox.Listing;
import parley.inbox.RowChange;
import parley.inbox.RowText;
import parley.storage.Dialect;
import parley.storage.Tx;
import parley.value.CacheCounts;
import parley.value.Cursor;

/**
 * Keeps the answers to list requests for the next request like theirs. An answer is used again when
 * nothing can have changed since it was made, or when its rows, read again, are still the same.
 * Else the rows that are as before keep their text; and where it is known what has changed, they
 * need not be read either (decision 7).
 */
public final class KeptAnswers implements Answers {
  /** A quarter of the heap's limit: a long page takes 2 MiB, and fifty readers have fifty. */
  public static final long MEMORY_BYTES_MAX =
      Math.clamp(Runtime.getRuntime().maxMemory() / 4, 16L << 20, 512L << 20);

  private static final int OVERHEAD_BYTES = 2_000;

  /** A longer request is an odd one, and not likely to come again. */
  private static final int REQUEST_LENGTH_MAX = 500;

  private final boolean hearsEveryChange;
  private final Freshness freshness = new Freshness();
  private final long bytesMax;

  /** Another one after {@link #forget}: what was made before that goes into the old one. */
  private volatile Cache<ListRequest, Kept> memory;

  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();

  /**
   * @param bytesMax what the answers may take in memory, with their requests
   */
  public KeptAnswers(Dialect dialect, long bytesMax) {
    this.hearsEveryChange = dialect.ownsEveryWrite();
    this.bytesMax = bytesMax;
    this.memory = memory();
  }

  private Cache<ListRequest, Kept> memory() {
    return Caffeine.newBuilder()
        .maximumWeight(bytesMax)
        .weigher((ListRequest request, Kept kept) -> bytes(request, kept))
        .executor(Runnable::run) // a task of its own costs more than the upkeep itself
        .build();
  }

  @Override
  public void forget() {
    freshness.changeAll();
    memory = memory();
  }

  /**
   * An answer, and what it was made of.
   *
   * @param stamp how fresh the rows are
   */
  private record Kept(long stamp, Listing listing, PageBody<RowText> page) {}

  private static int bytes(ListRequest request, Kept kept) {
    // Beside the text there is its compressed form, and the rows it was made of.
    return OVERHEAD_BYTES + 2 * request.length() + 2 * kept.page().body().plain().length;
  }

  /** Answers that are kept by now. */
  long count() {
    memory.cleanUp();
    return memory.estimatedSize();
  }

  /** Bytes that they take. */
  long bytes() {
    memory.cleanUp();
    return memory.policy().eviction().orElseThrow().weightedSize().orElseThrow();
  }

  @Override
  public CacheCounts counts() {
    return new CacheCounts(hits.sum(), misses.sum(), memory.estimatedSize());
  }

  @Override
  public Optional<Body> to(ListRequest request, Maker maker) {
    var known = memory;
    var kept = known.getIfPresent(request);
    if (kept == null || !freshness.isFresh(request.userSid(), kept.stamp())) {
      misses.increment();
      kept = make(request, maker, kept);
      keep(known, request, kept);
    } else {
      hits.increment();
    }
    return Optional.ofNullable(kept).map(answer -> answer.page().body());
  }

  private static void keep(
      Cache<ListRequest, Kept> memory, ListRequest request, @Nullable Kept kept) {
    if (kept == null) {
      memory.invalidate(request);
    } else if (request.length() <= REQUEST_LENGTH_MAX) {
      memory.put(request, kept);
    }
  }

  /** Makes an answer, from the one that was kept if there is one; null when there is no user. */
  private @Nullable Kept make(ListRequest request, Maker maker, @Nullable Kept kept) {
    var read = kept == null ? null : patch(request, kept);
    if (read == null) {
      read = read(request, maker);
    }
    if (read == null) {
      return null;
    }
    return kept != null && isSame(kept.listing(), read.listing())
        ? new Kept(read.stamp(), kept.listing(), kept.page())
        : new Kept(
            read.stamp(),
            read.listing(),
            maker.word(read.listing(), kept == null ? null : kept.page()));
  }

  /** Rows, and how fresh they are. */
  private record Read(long stamp, Listing listing) {}

  private @Nullable Read read(ListRequest request, Maker maker) {
    var stamp = hearsEveryChange ? freshness.stamp(request.userSid()) : Freshness.NEVER;
    return maker.read().map(listing -> new Read(stamp, listing)).orElse(null);
  }

  /** The rows of an answer after what has changed; null when they have to be read. */
  private @Nullable Read patch(ListRequest request, Kept kept) {
    var since = request.isForFirstOfAll() ? freshness.since(request.userSid(), kept.stamp()) : null;
    if (since == null) {
      return null;
    }
    var patched =
        Patch.of(kept.listing(), since.changes(), request.query().order(), request.asked().size());
    return patched == null ? null : new Read(since.stamp(), patched);
  }

  /**
   * Whether two listings are shown alike: rows bear the version of what they show. Where others
   * write too, the mark from which a walk looks for what moved does not count: it moves with all
   * they do, and with an older one a page loses nothing, but shows again what moved before the walk
   * began.
   */
  private boolean isSame(Listing one, Listing other) {
    return one.page().rows().equals(other.page().rows())
        && isSame(one.page().next(), other.page().next())
        && isSame(one.page().previous(), other.page().previous())
        && Objects.equals(one.totals(), other.totals());
  }

  private boolean isSame(@Nullable Cursor one, @Nullable Cursor other) {
    return hearsEveryChange ? Objects.equals(one, other) : (one == null) == (other == null);
  }

  @Override
  public boolean hearChanges() {
    return hearsEveryChange;
  }

  @Override
  public boolean isRead(String userSid) {
    return hearsEveryChange && freshness.isRead(userSid);
  }

  @Override
  public void changed(Tx tx, List<RowChange> changes) {
    if (hearsEveryChange) {
      tx.aroundCommit(
          () -> changes.forEach(change -> freshness.begin(change.userSid())),
          committed -> changes.forEach(change -> freshness.end(outcome(change, committed))));
    }
  }

  private static RowChange outcome(RowChange change, boolean committed) {
    return committed ? change : RowChange.unknown(change.userSid());
  }
}
