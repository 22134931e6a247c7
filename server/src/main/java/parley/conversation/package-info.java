/**
 * Conversations: names, states, timers, and the row that every change in them holds.
 *
 * <p>Leans on: http and below. Deliberately not here: participants and no messages; they stand
 * above and say what they moved.
 */
package parley.conversation;
