/**
 * Running a server day by day: backups and their restoring, what holds those who call too much, and
 * what is seen of it while it works: the access log, metrics.
 *
 * <p>Leans on: every room below, of which it asks numbers. Deliberately not here: what tells
 * anybody who asks, such as health; that is site's.
 */
package parley.operations;
