package parley.event;

import parley.storage.Tx;

/**
 * What listens to events. It has two honest moves: to write rows in the transaction of the change,
 * which are then as durable as the change, or to ask to be called around the commit ({@link
 * Tx#aroundCommit}). It never calls the network.
 */
@FunctionalInterface
public interface Outlet {
  void hear(Tx tx, Event event);
}
