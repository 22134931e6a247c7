/**
 * Who takes part in a conversation, by chat or by an address, and how far they have read.
 *
 * <p>Leans on: conversation, user and below. Deliberately not here: counts of unread messages; that
 * is the inbox.
 */
package parley.participant;
