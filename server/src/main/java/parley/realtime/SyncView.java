package parley.realtime;

import parley.storage.Tx;

/** An object in one snapshot: where it is read from, and what it is a view of there. */
record SyncView<T>(SyncSource<T> source, T owner) {
  SyncState state() {
    return source.state(owner);
  }

  /** What became of it above a version, as far as so many changes go. */
  SyncPortion since(Tx tx, long version, int most) {
    var current = state().version();
    return current > version ? source.since(tx, owner, version, most) : SyncPortion.none(current);
  }

  SyncPage items(Tx tx, SyncQuery query) {
    return source.items(tx, owner, query);
  }
}
