package parley.realtime;

import java.time.Instant;

/**
 * Something that became of an object above a version.
 *
 * @param id the version
 * @param key of the item it happened to; empty for a document
 * @param data what the item or the document is now, as JSON; what is gone has an empty object
 */
record SyncChange(What what, long id, String key, String data, Instant at) {

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
    return new SyncChange(what, item.version(), item.key(), item.data(), item.updatedAt());
  }

  static SyncChange removed(String key, long version, Instant at) {
    return new SyncChange(What.REMOVED, version, key, "{}", at);
  }
}
