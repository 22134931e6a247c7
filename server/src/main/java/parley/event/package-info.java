/**
 * What has happened, and who hears of it within the same transaction; what is about to be done, and
 * who is asked before it.
 *
 * <p>Leans on: access, storage. Deliberately not here: event of its own; each room tells its own.
 */
package parley.event;
