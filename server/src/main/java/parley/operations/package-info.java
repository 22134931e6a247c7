/**
 * Running a server day by day: backups and their restoring, and limits of rates.
 *
 * <p>Leans on: conversation, media and below. Deliberately not here: limits of bytes and time,
 * which {@code http} has; what is asked of a server that runs, which {@code site} has.
 */
package parley.operations;
