/**
 * Messages of a conversation, in the order of their index.
 *
 * <p>Leans on: participant and below. Deliberately not here: delivery.
 */
package parley.message;
