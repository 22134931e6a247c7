/**
 * Messages from outside chat, as whoever carries them hands them in: to which conversation they
 * belong, and which are opened for them.
 *
 * <p>Leans on: address and below. Deliberately not here: the carrying, in either direction.
 */
package parley.inbound;
