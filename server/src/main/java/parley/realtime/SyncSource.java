package parley.realtime;

import java.util.List;
import java.util.Optional;
import parley.storage.Tx;

/** Where the objects of one kind are read from. All its methods are asked in one snapshot. */
interface SyncSource {
  /** An object as it is; empty when what it is a view of is not there. */
  Optional<SyncState> state(Tx tx, String owner);

  /** What became of an object above a version, in order; without what has become undone since. */
  List<SyncChange> since(Tx tx, String owner, long version);

  /** Some items of an object. */
  SyncPage items(Tx tx, String owner, SyncQuery query);
}
