/**
 * What notifications need: credentials of the push services, devices, texts.
 *
 * <p>Leans on: user and below. Deliberately not here: the sending.
 */
package parley.push;
