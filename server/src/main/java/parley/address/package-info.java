/**
 * Addresses of ours whose inbound messages may open conversations by themselves.
 *
 * <p>Leans on: webhook and below. Deliberately not here: the inbound messages.
 */
package parley.address;
