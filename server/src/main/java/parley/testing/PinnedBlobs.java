package parley.testing;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import parley.media.Blobs;

/** Files of which those stay that a snapshot has, also when nobody else has them any more. */
public final class PinnedBlobs implements Blobs {
  private final Blobs blobs;
  private volatile Predicate<String> pinned = sid -> false;

  public PinnedBlobs(Blobs blobs) {
    this.blobs = blobs;
  }

  /** Says which files stay. */
  void pin(Set<String> sids) {
    pinned = Set.copyOf(sids)::contains;
  }

  @Override
  public long put(String sid, InputStream bytes, long bytesMax) throws IOException {
    return blobs.put(sid, bytes, bytesMax);
  }

  @Override
  public InputStream open(String sid, long from) throws IOException {
    return blobs.open(sid, from);
  }

  @Override
  public void delete(String sid) throws IOException {
    if (!pinned.test(sid)) {
      blobs.delete(sid);
    }
  }

  @Override
  public void forEachOlderThan(
      Instant moment, Predicate<String> spared, Consumer<List<String>> some) throws IOException {
    blobs.forEachOlderThan(moment, spared, some);
  }
}
