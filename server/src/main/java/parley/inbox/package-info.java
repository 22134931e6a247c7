/**
 * A user's own view: the list of conversations with unread counts, and the horizon.
 *
 * <p>A list is read in three steps: the door ({@link parley.inbox.InboxResource}) reads a request
 * and words its answer, {@link parley.inbox.Inbox} reads rows and what they show, the stores read
 * the database. {@link parley.inbox.Answers} may keep answers between the first two; how, is a
 * package of its own.
 *
 * <p>Leans on: message and below. Deliberately not here: anything that is not derived; every row
 * can be made anew from the rooms below.
 */
package parley.inbox;
