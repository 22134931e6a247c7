package parley.participant;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.conversation.Conversations;
import parley.event.Advice;
import parley.event.Advised;
import parley.problem.Code;
import parley.service.Service;
import parley.service.Services;
import parley.storage.Database;

/** Asks before somebody joins, changes or leaves; holds nothing meanwhile. */
final class ParticipantAdvice {
  /**
   * A participant of a conversation: both by their SIDs, if somebody was asked, else as the caller
   * called them.
   */
  record Meant(String conversationKey, String key) {}

  private final Database database;
  private final ParticipantStore store;
  private final Services services;
  private final Conversations conversations;
  private final Editing editing;
  private final Advice advice;

  ParticipantAdvice(
      Database database,
      ParticipantStore store,
      Services services,
      Conversations conversations,
      Editing editing,
      Advice advice) {
    this.database = database;
    this.store = store;
    this.services = services;
    this.conversations = conversations;
    this.editing = editing;
    this.advice = advice;
  }

  Advised<NewParticipant> onAdd(
      String service, String conversationKey, NewParticipant wish, Cause cause) {
    if (!advice.isWanted(AddingParticipant.class, service, cause)) {
      return new Advised<>(conversationKey, wish);
    }
    var conversation =
        conversations
            .find(service, conversationKey)
            .orElseThrow(Code.PARENT_CONVERSATION_MISSING::problem)
            .requireOpen();
    var role = role(service, wish, cause);
    var asked = advice.on(new AddingParticipant(conversation, wish, role, cause));
    return new Advised<>(conversation.sid(), asked.wish());
  }

  private @Nullable String role(String service, NewParticipant wish, Cause cause) {
    var standard = services.find(cause.accountSid(), service);
    return wish.role(standard.map(Service::defaultConversationRoleSid).orElse(null));
  }

  /** Empty when there is nobody to change. */
  Optional<Meant> onEdit(
      String service, String conversationKey, String key, EditedParticipant wish, Cause cause) {
    if (!advice.isWanted(EditingParticipant.class, service, cause)) {
      return Optional.of(new Meant(conversationKey, key));
    }
    return conversations
        .find(service, conversationKey)
        .map(Conversation::requireOpen)
        .flatMap(in -> become(in, key, wish).map(it -> new EditingParticipant(in, it, cause)))
        .map(intent -> meant(advice.on(intent).participant()));
  }

  private Optional<Participant> become(
      Conversation conversation, String key, EditedParticipant wish) {
    return database.read(
        tx ->
            store
                .find(tx, conversation.sid(), key)
                .map(old -> editing.over(tx, conversation, old, wish)));
  }

  /** Who is to go; empty when nobody is there. */
  Optional<Meant> onRemove(String service, String conversationKey, String key, Cause cause) {
    if (!advice.isWanted(RemovingParticipant.class, service, cause)) {
      return Optional.of(new Meant(conversationKey, key));
    }
    return conversations
        .find(service, conversationKey)
        .flatMap(in -> find(in, key).map(gone -> new RemovingParticipant(in, gone, cause)))
        .map(intent -> meant(advice.on(intent).participant()));
  }

  private static Meant meant(Participant participant) {
    return new Meant(participant.conversationSid(), participant.sid());
  }

  private Optional<Participant> find(Conversation conversation, String key) {
    return database.read(tx -> store.find(tx, conversation.sid(), key));
  }
}
