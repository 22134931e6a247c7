/**
 * Users, known in their service by an identity.
 *
 * <p>Leans on: role and below. Deliberately not here: list of a user's conversations; that is the
 * inbox.
 */
package parley.user;
