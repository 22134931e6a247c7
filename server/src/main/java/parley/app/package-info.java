/**
 * The program: the command line, the data directory, and the wiring of all parts.
 *
 * <p>Leans on: everything. Deliberately not here: decisions about behaviour; the wiring only
 * builds.
 */
package parley.app;
