/**
 * A user's own view: the list of conversations with unread counts, and the horizon.
 *
 * <p>Leans on: message and below. Deliberately not here: anything that is not derived; every row
 * can be made anew from the rooms below.
 */
package parley.inbox;
