/**
 * The console: the page on which people look at a server and work with it, how they sign in to it,
 * and what it asks that the API lacks (decision 32).
 *
 * <p>Leans on: access, http, and the rooms whose things it finds. Deliberately not here: changes of
 * what belongs to an account, for which the page calls the API as everybody does.
 */
package parley.console;
