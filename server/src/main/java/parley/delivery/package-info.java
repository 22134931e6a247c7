/**
 * Bringing to the outside what is told to it.
 *
 * <p>Leans on: outbound. Deliberately not here: what is told and who asked for it.
 */
package parley.delivery;
