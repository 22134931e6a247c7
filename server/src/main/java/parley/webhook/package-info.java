/**
 * Who wants to hear of what: webhooks of the account, a service, a conversation; and which of them
 * are asked before a change.
 *
 * <p>Leans on: receipt and below. Deliberately not here: the sending.
 */
package parley.webhook;
