/** Pairs of deeds at once, over REST, and a recount of all that is derived. */
package parley.races;
