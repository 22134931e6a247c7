/**
 * What accounts and services are set to: default service, default roles, default timers.
 *
 * <p>Leans on: role and below. Deliberately not here: the texts of notifications and the webhooks;
 * they stand with what they are for.
 */
package parley.configuration;
