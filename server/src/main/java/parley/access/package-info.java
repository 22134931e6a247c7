/**
 * Who asks: the account, API keys, access tokens, and the vault for secrets.
 *
 * <p>Leans on: value, storage, problem. Deliberately not here: roles and permissions; REST callers
 * are administrators.
 */
package parley.access;
