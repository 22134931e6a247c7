package parley.testing;

import parley.conversation.Conversations;
import parley.message.Messages;
import parley.participant.Participants;
import parley.role.Roles;
import parley.service.Services;
import parley.storage.Database;
import parley.user.Users;
import parley.webhook.ConversationWebhooks;
import parley.webhook.WebhookConfigurations;

/**
 * What fixtures are made with: the same deeds that REST does, upon a database whose every use is
 * part of one transaction.
 */
public record Deeds(
    Database database,
    Services services,
    Roles roles,
    Users users,
    Conversations conversations,
    Participants participants,
    Messages messages,
    ConversationWebhooks webhooks,
    WebhookConfigurations configurations) {}
