/**
 * What a server tells anybody who asks, without credentials: its front page, how to use it, the
 * errors there are, whether it lives and is ready.
 *
 * <p>Leans on: problem, http. Deliberately not here: anything of an account.
 */
package parley.site;
