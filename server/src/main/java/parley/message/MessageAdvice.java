package parley.message;

import java.time.Clock;
import java.util.Optional;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.conversation.Conversations;
import parley.event.Advice;
import parley.event.Advised;
import parley.media.Media;
import parley.participant.Participants;
import parley.problem.Code;
import parley.problem.Limits;
import parley.storage.Database;

/** Asks before a message is added, changed or removed; holds nothing meanwhile. */
final class MessageAdvice {
  private final Database database;
  private final MessageStore store;
  private final Conversations conversations;
  private final Participants participants;
  private final Media media;
  private final Advice advice;
  private final Limits limits;
  private final Clock clock;

  MessageAdvice(
      Database database,
      MessageStore store,
      Conversations conversations,
      Participants participants,
      Media media,
      Advice advice,
      Limits limits,
      Clock clock) {
    this.database = database;
    this.store = store;
    this.conversations = conversations;
    this.participants = participants;
    this.media = media;
    this.advice = advice;
    this.limits = limits;
    this.clock = clock;
  }

  Advised<NewMessage> onAdd(String service, String conversationKey, NewMessage wish, Cause cause) {
    if (!advice.isWanted(AddingMessage.class, service, cause)) {
      return new Advised<>(conversationKey, wish);
    }
    var conversation =
        conversations
            .find(service, conversationKey)
            .orElseThrow(Code.PARENT_CONVERSATION_MISSING::problem)
            .requireOpen();
    var authors = authors(conversation);
    var speaker = wish.speakerSid();
    var asked =
        advice.on(
            new AddingMessage(
                conversation,
                wish,
                speaker == null ? authors.participantSid(wish.author()) : speaker,
                media.shown(service, wish.mediaSids(), cause),
                authors,
                limits,
                cause));
    return new Advised<>(conversation.sid(), asked.wish());
  }

  /** Empty when there is nothing to change. */
  Optional<Advised<EditedMessage>> onEdit(
      String service, String conversationKey, String sid, EditedMessage wish, Cause cause) {
    if (!advice.isWanted(EditingMessage.class, service, cause)) {
      return Optional.of(new Advised<>(conversationKey, wish));
    }
    return conversations
        .find(service, conversationKey)
        .map(Conversation::requireOpen)
        .flatMap(in -> find(in, sid).map(old -> advice.on(editing(in, old, wish, cause))))
        .map(asked -> new Advised<>(asked.conversation().sid(), asked.wish()));
  }

  private EditingMessage editing(
      Conversation conversation, Message old, EditedMessage wish, Cause cause) {
    return EditingMessage.of(
        conversation, old, wish, authors(conversation), limits, clock.instant(), cause);
  }

  /** The conversation to remove it from; empty when it is not there. */
  Optional<String> onRemove(String service, String conversationKey, String sid, Cause cause) {
    if (!advice.isWanted(RemovingMessage.class, service, cause)) {
      return Optional.of(conversationKey);
    }
    return conversations
        .find(service, conversationKey)
        .flatMap(in -> find(in, sid).map(gone -> advice.on(new RemovingMessage(in, gone, cause))))
        .map(asked -> asked.conversation().sid());
  }

  private Optional<Message> find(Conversation conversation, String sid) {
    return database.read(tx -> store.find(tx, conversation.sid(), sid));
  }

  private Authors authors(Conversation conversation) {
    return author ->
        database
            .read(tx -> participants.audience(tx, conversation.sid(), author))
            .requireSpeaker()
            .authorSid();
  }
}
