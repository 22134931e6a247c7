package parley.event;

import parley.storage.Tx;

/**
 * What listens to events. It has two honest moves: to write rows in the transaction of the change,
 * which are then as durable as the change, or to ask to be called around the commit ({@link
 * Tx#aroundCommit}). It never calls the network.
 *
 * <p>What goes ({@code ConversationRemoved}, {@code UserRemoved}) is told while its rows are still
 * there: a row that is written then and refers to them by a key that cascades goes with them, in
 * the same transaction. Let such a row bear the SID alone.
 */
@FunctionalInterface
public interface Outlet {
  void hear(Tx tx, Event event);
}
