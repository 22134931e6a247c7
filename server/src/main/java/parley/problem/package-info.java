/**
 * What can be wrong with a request: the one table of codes, and the limits.
 *
 * <p>Leans on: nothing. Deliberately not here: HTTP; the http room words a problem.
 */
package parley.problem;
