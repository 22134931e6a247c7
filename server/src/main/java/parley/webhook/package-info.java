/**
 * Who wants to hear of what: webhooks of the account, a service, a conversation.
 *
 * <p>Leans on: conversation and below. Deliberately not here: the sending.
 */
package parley.webhook;
