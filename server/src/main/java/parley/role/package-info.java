/**
 * Roles and their permissions.
 *
 * <p>Leans on: service and below. Deliberately not here: evaluation of permissions; REST callers
 * are administrators.
 */
package parley.role;
