/**
 * Calls to the outside: a careful HTTP client for addresses that somebody else has named.
 *
 * <p>Leans on: nothing of ours. Deliberately not here: what is sent and why, whether it is tried
 * again later, signatures. Jetty's client stays inside (decision 18).
 */
package parley.outbound;
