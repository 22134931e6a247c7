/**
 * Small values that any program could use: SIDs, texts, cursors, pages, changes.
 *
 * <p>Leans on: nothing. Deliberately not here: noun of the API.
 */
package parley.value;
