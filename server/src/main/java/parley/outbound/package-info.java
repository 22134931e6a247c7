/**
 * Calls to the outside.
 *
 * <p>Leans on: nothing. Deliberately not here: what is told and to whom.
 */
package parley.outbound;
