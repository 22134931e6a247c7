package parley.realtime;

import java.util.List;
import parley.storage.Tx;

/** An object in one snapshot: where it is read from, and what it is a view of there. */
record SyncView<T>(SyncSource<T> source, T owner) {
  SyncState state() {
    return source.state(owner);
  }

  /** What became of it above a version, in order. */
  List<SyncChange> since(Tx tx, long version) {
    return state().version() > version ? source.since(tx, owner, version) : List.of();
  }

  SyncPage items(Tx tx, SyncQuery query) {
    return source.items(tx, owner, query);
  }
}
