/**
 * In which conversations somebody is, asked by identity or by address. It holds nothing itself: it
 * joins what the rooms of the inbox, of participants and of conversations know.
 */
package parley.membership;
