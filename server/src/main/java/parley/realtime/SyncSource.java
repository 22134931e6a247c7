package parley.realtime;

import parley.storage.Tx;

/**
 * Where the objects of one kind are read from: the conversation or the user they are views of, and
 * what belongs to it. All is asked in one snapshot.
 */
interface SyncSource<T> {
  /** An object without its items. */
  SyncState state(T owner);

  /**
   * What became of an object above a version, from the beginning.
   *
   * @param most how many changes are told at once; not many more are read
   */
  SyncPortion since(Tx tx, T owner, long version, int most);

  /** Some items of an object; of a document the one that it is. */
  SyncPage items(Tx tx, T owner, SyncQuery query);
}
