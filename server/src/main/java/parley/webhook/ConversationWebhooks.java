package parley.webhook;

import java.time.Clock;
import java.util.Optional;
import parley.conversation.Conversation;
import parley.conversation.Conversations;
import parley.problem.Code;
import parley.storage.Database;
import parley.value.Page;
import parley.value.PageAsked;
import parley.value.Sids;

/** What can be done with the webhooks of single conversations. */
public final class ConversationWebhooks {
  static final int PER_CONVERSATION_MAX = 5;

  private final ConversationWebhookStore store = new ConversationWebhookStore();
  private final Database database;
  private final Conversations conversations;
  private final Sids sids;
  private final Clock clock;

  public ConversationWebhooks(
      Database database, Conversations conversations, Sids sids, Clock clock) {
    this.database = database;
    this.conversations = conversations;
    this.sids = sids;
    this.clock = clock;
  }

  /**
   * Gives a conversation a webhook.
   *
   * @throws parley.problem.Problem 50350 when the conversation is not there, 50377 when it is
   *     closed, 50361 when it has five, 50367 and 50369 to 50371 when the webhook is without what
   *     its target needs
   */
  public ConversationWebhook add(
      String service, String conversationKey, NewConversationWebhook wish) {
    return database.write(
        tx -> {
          // Held from here on: nobody else adds one meanwhile.
          var conversation =
              conversations
                  .lockOpen(tx, service, conversationKey)
                  .orElseThrow(Code.PARENT_CONVERSATION_MISSING::problem);
          if (store.count(tx, conversation.sid()) >= PER_CONVERSATION_MAX) {
            throw Code.TOO_MANY_WEBHOOKS.because("at most " + PER_CONVERSATION_MAX);
          }
          var webhook = wish.toWebhook(sids.fresh("WH"), conversation.sid(), clock.instant());
          store.insert(tx, webhook);
          return webhook;
        });
  }

  /** Finds a webhook of a conversation. */
  public Optional<ConversationWebhook> find(String service, String conversationKey, String sid) {
    return database.read(
        tx ->
            conversations
                .find(tx, service, conversationKey)
                .flatMap(conversation -> store.find(tx, conversation.sid(), sid)));
  }

  /** The webhooks of a conversation, oldest first. */
  public Page<ConversationWebhook> list(Conversation conversation, PageAsked asked) {
    return database.read(tx -> store.list(tx, conversation.sid(), asked));
  }

  /**
   * Changes a webhook; empty when it or its conversation is not there.
   *
   * @throws parley.problem.Problem 50377 when the conversation is closed, 50367 and 50369 to 50371
   *     when the webhook would be without what its target needs
   */
  public Optional<ConversationWebhook> edit(
      String service, String conversationKey, String sid, EditedConversationWebhook wish) {
    return database.write(
        tx -> {
          var webhook =
              conversations
                  .lockOpen(tx, service, conversationKey)
                  .flatMap(conversation -> store.find(tx, conversation.sid(), sid))
                  .map(old -> wish.over(old, clock.instant()));
          webhook.ifPresent(edited -> store.update(tx, edited));
          return webhook;
        });
  }

  /** Deletes a webhook, also of a closed conversation. Whether it was there. */
  public boolean remove(String service, String conversationKey, String sid) {
    return database.write(
        tx ->
            conversations
                .find(tx, service, conversationKey)
                .map(conversation -> store.delete(tx, conversation.sid(), sid))
                .orElse(false));
  }
}
