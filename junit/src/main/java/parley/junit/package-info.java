/**
 * Parley in tests of other programs: within their JVM, on a free port, put back between tests.
 *
 * <p>Leans on {@code parley.app.EmbeddedServer}, and else calls the server over HTTP as everybody
 * does. {@link parley.junit.Parley} is what tests are given, {@link parley.junit.ParleyTest} asks
 * for it.
 */
package parley.junit;
