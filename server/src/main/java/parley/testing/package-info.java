/**
 * What a test may do with a server that is there for tests: move its clock, empty it, keep how it
 * is and go back to that. Off unless asked for; all of it below {@code /parley/v1/Test}.
 *
 * <p>Leans on: the rooms below, of which it asks nothing that production would not have. The rooms
 * below know nothing of it: what they keep in memory they forget by the news that everything is
 * other (decision 25). Deliberately not here: whether it is on; the wiring says so.
 */
package parley.testing;
