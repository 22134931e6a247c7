/** The program: starts and stops the server. */
package parley.app;
