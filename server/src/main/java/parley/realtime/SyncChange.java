package parley.realtime;

import java.time.Instant;

/**
 * Something that became of an object above a version.
 *
 * @param added the version that brought the item
 * @param id the version
 * @param key of the item it happened to; empty for a document
 * @param data what the item or the document is now, as JSON; what is gone has an empty object
 */
record SyncChange(What what, long added, long id, String key, String data, Instant at) {

  /** What happened. */
  enum What {
    ADDED("added"),
    UPDATED("updated"),
    REMOVED("removed");

    private final String word;

    What(String word) {
      this.word = word;
    }

    /** As the types of events say it. */
    String word() {
      return word;
    }
  }

  /** What became of an item above a version: to whoever has not seen it come, it is new. */
  static SyncChange of(SyncItem item, long since) {
    var what = item.added() > since ? What.ADDED : What.UPDATED;
    return new SyncChange(
        what, item.added(), item.version(), item.key(), item.data(), item.updatedAt());
  }

  static SyncChange removed(String key, long version, Instant at) {
    return new SyncChange(What.REMOVED, 0, version, key, "{}", at);
  }

  /** The same of the object as a whole, or of an item that has always been there. */
  static SyncChange updated(String key, long version, String data, Instant at) {
    return new SyncChange(What.UPDATED, 0, version, key, data, at);
  }

  /** The same for who knows a later version than the one it was read above. */
  SyncChange seenFrom(long known) {
    return what == What.ADDED && added <= known
        ? new SyncChange(What.UPDATED, added, id, key, data, at)
        : this;
  }
}
