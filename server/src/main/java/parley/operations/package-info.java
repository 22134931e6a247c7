/**
 * Running a server day by day: backups and their restoring, and what holds those who call too much.
 */
@NullMarked
package parley.operations;

import org.jspecify.annotations.NullMarked;
