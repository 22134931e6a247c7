/**
 * What lets somebody in, over REST: API keys, and access tokens for tests and demos.
 *
 * <p>Leans on: user and below. Deliberately not here: the keys themselves and what proves a caller,
 * which the doors of every room need and {@code access} has.
 */
package parley.key;
