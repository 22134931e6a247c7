/**
 * The outbox: what is to be told to the outside, written in the transaction of the change, sent in
 * order, at least once, and kept to be looked at (decision 21).
 *
 * <p>Leans on: outbound, http, due. Deliberately not here: what is told to whom; that is the
 * webhook room's.
 */
package parley.delivery;
