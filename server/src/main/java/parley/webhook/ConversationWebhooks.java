package parley.webhook;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.conversation.Conversations;
import parley.conversation.Held;
import parley.problem.Code;
import parley.problem.Limits;
import parley.storage.Database;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;
import parley.value.Sids;

/** What can be done with the webhooks of single conversations. */
public final class ConversationWebhooks {
  private final ConversationWebhookStore store = new ConversationWebhookStore();
  private final Database database;
  private final Conversations conversations;
  private final Replays replays;
  private final Limits limits;
  private final Sids sids;
  private final Clock clock;

  public ConversationWebhooks(
      Database database,
      Conversations conversations,
      Replays replays,
      Limits limits,
      Sids sids,
      Clock clock) {
    this.database = database;
    this.conversations = conversations;
    this.replays = replays;
    this.limits = limits;
    this.sids = sids;
    this.clock = clock;
  }

  /** How many webhooks of its own a conversation may have. */
  int most() {
    return limits.webhooksPerConversation();
  }

  /**
   * Gives a conversation a webhook.
   *
   * @throws parley.problem.Problem 50350 when the conversation is not there, 50377 when it is
   *     closed, 50361 when it has all it may have, 50367 and 50369 to 50371 when the webhook is
   *     without what its target needs
   */
  public ConversationWebhook add(
      String service, String conversationKey, NewConversationWebhook wish, Cause cause) {
    return database.write(
        tx ->
            conversations
                .changeOpen(
                    tx, service, conversationKey, cause, held -> Optional.of(add(held, wish)))
                .orElseThrow(Code.PARENT_CONVERSATION_MISSING::problem));
  }

  /**
   * Gives a webhook to a conversation that is held.
   *
   * @throws parley.problem.Problem 50361 when it has all it may have, 50367 and 50369 to 50371 as
   *     above
   */
  public ConversationWebhook add(Held held, NewConversationWebhook wish) {
    if (store.count(held.tx(), held.sid()) >= most()) {
      throw Code.TOO_MANY_WEBHOOKS.because("at most " + most());
    }
    var webhook = wish.toWebhook(sids.fresh("WH"), held.sid(), clock.instant());
    store.insert(held.tx(), webhook);
    count(held, 1);
    replays.replay(held, webhook);
    return webhook;
  }

  private static void count(Held held, long more) {
    held.move(
        conversation ->
            conversation.with(it -> it.webhookCount(conversation.webhookCount() + more)));
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
      String service,
      String conversationKey,
      String sid,
      EditedConversationWebhook wish,
      Cause cause) {
    return database.write(
        tx ->
            conversations.changeOpen(
                tx,
                service,
                conversationKey,
                cause,
                held -> store.find(tx, held.sid(), sid).map(old -> edit(tx, old, wish))));
  }

  private ConversationWebhook edit(Tx tx, ConversationWebhook old, EditedConversationWebhook wish) {
    var webhook = wish.over(old, clock.instant());
    store.update(tx, webhook);
    return webhook;
  }

  /** Deletes a webhook, also of a closed conversation. Whether it was there. */
  public boolean remove(String service, String conversationKey, String sid, Cause cause) {
    return database
        .write(
            tx ->
                conversations.change(
                    tx, service, conversationKey, cause, held -> remove(held, sid)))
        .isPresent();
  }

  private Optional<String> remove(Held held, String sid) {
    if (!store.delete(held.tx(), held.sid(), sid)) {
      return Optional.empty();
    }
    count(held, -1);
    return Optional.of(sid);
  }

  /** The webhooks of a conversation that a transaction is about to tell of. */
  List<ConversationWebhook> all(Tx tx, String conversationSid) {
    return store.all(tx, conversationSid);
  }
}
