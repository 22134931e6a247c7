package parley.conversation;

import java.time.Clock;
import java.util.Optional;
import parley.access.Cause;
import parley.configuration.AccountConfigurations;
import parley.event.Advice;
import parley.event.Advised;
import parley.storage.Database;

/** Asks before a conversation is made, changed or removed; holds nothing meanwhile. */
final class ConversationAdvice {
  private final Database database;
  private final ConversationStore store;
  private final AccountConfigurations configurations;
  private final Advice advice;
  private final Clock clock;

  ConversationAdvice(
      Database database,
      ConversationStore store,
      AccountConfigurations configurations,
      Advice advice,
      Clock clock) {
    this.database = database;
    this.store = store;
    this.configurations = configurations;
    this.advice = advice;
    this.clock = clock;
  }

  NewConversation onAdd(String service, NewConversation wish, Cause cause) {
    if (!advice.isWanted(AddingConversation.class, service, cause)) {
      return wish;
    }
    var defaults = database.read(tx -> configurations.of(tx, cause.accountSid()));
    var messagingService = wish.messagingServiceSid(defaults);
    return advice.on(new AddingConversation(service, wish, messagingService, cause)).wish();
  }

  /** Empty when there is nothing to change. */
  Optional<Advised<EditedConversation>> onEdit(
      String service, String key, EditedConversation wish, Cause cause) {
    if (!advice.isWanted(EditingConversation.class, service, cause)) {
      return Optional.of(new Advised<>(key, wish));
    }
    return find(service, key)
        .map(Conversation::requireOpen)
        .map(old -> advice.on(new EditingConversation(old, wish, clock.instant(), cause)))
        .map(asked -> new Advised<>(asked.before().sid(), asked.wish()));
  }

  /** What to remove; empty when it is not there. */
  Optional<String> onRemove(String service, String key, Cause cause) {
    if (!advice.isWanted(RemovingConversation.class, service, cause)) {
      return Optional.of(key);
    }
    return find(service, key)
        .map(conversation -> advice.on(new RemovingConversation(conversation, cause)))
        .map(asked -> asked.conversation().sid());
  }

  private Optional<Conversation> find(String service, String key) {
    return database.read(tx -> store.find(tx, service, key));
  }
}
