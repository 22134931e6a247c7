package parley.realtime;

import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What became of an object above a version, or the first part of that.
 *
 * @param aside what is told without the client's place moving on, before the rest
 * @param changes in order; without what has become undone since
 * @param version up to which this tells
 * @param isLast whether nothing has become of it above that yet
 */
record SyncPortion(List<SyncChange> aside, List<SyncChange> changes, long version, boolean isLast) {

  /** Nothing became of it: it is at this version. */
  static SyncPortion none(long version) {
    return new SyncPortion(List.of(), List.of(), version, true);
  }

  /** All that became of it. */
  static SyncPortion whole(List<SyncChange> changes, long version) {
    return new SyncPortion(List.of(), changes, version, true);
  }

  /** Nothing of it is told now, though something may have become of it. */
  static SyncPortion later(long version) {
    return new SyncPortion(List.of(), List.of(), version, false);
  }

  /**
   * Where a portion ends that holds so many changes, or the object's version if there are no more.
   *
   * @param versions of the changes, in any order; of those behind the end only the first is needed
   */
  static long end(int most, LongStream versions, long current) {
    var beyond = versions.sorted().skip(most).findFirst();
    return beyond.isPresent() ? beyond.getAsLong() - 1 : current;
  }

  /**
   * The changes up to an end. An item that is new is told where it came, not where it was last
   * changed, if that lies beyond: it is told again then.
   *
   * @param since the version above which they lie
   * @param current the object's version
   */
  static SyncPortion upTo(
      long end, List<SyncItem> items, List<SyncChange> gone, long since, long current) {
    var changes =
        Stream.concat(
                items.stream()
                    .filter(item -> item.begin(since) <= end)
                    .map(item -> SyncChange.of(item.asOf(end), since)),
                gone.stream().filter(mark -> mark.id() <= end))
            .sorted(Comparator.comparingLong(SyncChange::id))
            .toList();
    return new SyncPortion(List.of(), changes, end, end == current);
  }
}
