/**
 * Conversation services: worlds of users, roles and conversations of their own.
 *
 * <p>Leans on: http and below. Deliberately not here: roles; a new service is told, and its default
 * roles are made by who hears.
 */
package parley.service;
