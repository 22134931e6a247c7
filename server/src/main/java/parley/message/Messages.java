package parley.message;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.conversation.Conversation.Tally;
import parley.conversation.Conversations;
import parley.event.Events;
import parley.media.Media;
import parley.participant.Audience;
import parley.participant.Participants;
import parley.problem.Code;
import parley.storage.Database;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;
import parley.value.Sids;

/** What can be done with messages, by whichever door the wish came in. */
public final class Messages {
  private static final String TOMBSTONE = "message";

  private final MessageStore store = new MessageStore();
  private final Database database;
  private final Events events;
  private final Conversations conversations;
  private final Participants participants;
  private final Media media;
  private final Sids sids;
  private final Clock clock;

  public Messages(
      Database database,
      Events events,
      Conversations conversations,
      Participants participants,
      Media media,
      Sids sids,
      Clock clock) {
    this.database = database;
    this.events = events;
    this.conversations = conversations;
    this.participants = participants;
    this.media = media;
    this.sids = sids;
    this.clock = clock;
  }

  public Message add(String service, String conversationKey, NewMessage wish, Cause cause) {
    return database.write(
        tx -> {
          // Held from here on: no two messages take the same index.
          var conversation =
              conversations
                  .lockOpen(tx, service, conversationKey)
                  .orElseThrow(Code.PARENT_CONVERSATION_MISSING::problem);
          return add(tx, conversation, wish, cause);
        });
  }

  private Message add(Tx tx, Conversation conversation, NewMessage wish, Cause cause) {
    var now = clock.instant();
    var created = wish.createdAt() == null ? now : wish.createdAt();
    var audience = audience(tx, conversation, wish.author());
    var dispatches = Dispatch.all(audience.recipients(), wish.body());
    var sid = sids.fresh("IM");
    var tally = conversation.tally();
    var after =
        conversation.revived(
            now, new Tally(tally.nextIndex() + 1, tally.messageCount() + 1, created));
    var message =
        new Message(
            sid,
            conversation.sid(),
            tally.nextIndex(),
            wish.author(),
            audience.authorSid(),
            wish.body(),
            wish.subject(),
            wish.attributes(),
            wish.mediaSids().isEmpty()
                ? null
                : media.attach(tx, conversation, sid, wish.mediaSids()),
            wish.content(),
            Delivery.of(dispatches),
            after.version(),
            after.version(),
            created,
            wish.updatedAt() == null ? created : wish.updatedAt());
    store.insert(tx, message);
    conversations.advance(tx, conversation, after, cause);
    events.tell(tx, new MessageAdded(after, message, dispatches, cause));
    return message;
  }

  /** Whom a message concerns; in a group text only one of its participants may speak. */
  private Audience audience(Tx tx, Conversation conversation, String author) {
    var audience = participants.audience(tx, conversation.sid(), author);
    if (audience.groupText() && audience.authorSid() == null) {
      throw Code.AUTHOR_NOT_IN_GROUP.problem();
    }
    return audience;
  }

  /** Notes how the receipts of a message stand, in the version that the conversation has now. */
  public Message note(Tx tx, Conversation conversation, Message old, Delivery delivery) {
    var message = old.with(delivery, conversation.version());
    store.updateDelivery(tx, message);
    return message;
  }

  /** Finds a message within a transaction. */
  public Optional<Message> find(Tx tx, String conversationSid, String sid) {
    return store.find(tx, conversationSid, sid);
  }

  public Optional<Message> find(String service, String conversationKey, String sid) {
    return database.read(
        tx ->
            conversations
                .find(tx, service, conversationKey)
                .flatMap(conversation -> store.find(tx, conversation.sid(), sid)));
  }

  public Page<Message> list(Conversation conversation, boolean newestFirst, PageAsked asked) {
    return database.read(tx -> store.list(tx, conversation.sid(), newestFirst, asked));
  }

  /** The newest message of each of these conversations that has one, in any order. */
  public List<Message> newestOfEach(Tx tx, List<String> conversationSids) {
    return store.newestOfEach(tx, conversationSids);
  }

  /** How many messages there are behind an index. */
  public long countAfter(Tx tx, String conversationSid, long index) {
    return store.countAfter(tx, conversationSid, index);
  }

  public Optional<Message> edit(
      String service, String conversationKey, String sid, EditedMessage wish, Cause cause) {
    return database.write(
        tx ->
            conversations
                .lockOpen(tx, service, conversationKey)
                .flatMap(
                    conversation ->
                        store
                            .find(tx, conversation.sid(), sid)
                            .map(old -> edit(tx, conversation, old, wish, cause))));
  }

  private Message edit(
      Tx tx, Conversation conversation, Message old, EditedMessage wish, Cause cause) {
    var author = wish.author().value();
    var participantSid =
        author == null ? old.participantSid() : audience(tx, conversation, author).authorSid();
    var message = wish.over(old, participantSid, conversation.version() + 1, clock.instant());
    store.update(tx, message);
    var after = settled(tx, conversation, conversation.tally().messageCount());
    conversations.advance(tx, conversation, after, cause);
    events.tell(tx, new MessageChanged(after, old, message, cause));
    return message;
  }

  /** Deletes a message, also of a closed conversation. Whether it was there. */
  public boolean remove(String service, String conversationKey, String sid, Cause cause) {
    return database.write(
        tx -> {
          var conversation = conversations.lock(tx, service, conversationKey);
          var message = conversation.flatMap(found -> store.find(tx, found.sid(), sid));
          message.ifPresent(gone -> remove(tx, conversation.orElseThrow(), gone, cause));
          return message.isPresent();
        });
  }

  private void remove(Tx tx, Conversation conversation, Message message, Cause cause) {
    store.delete(tx, message); // its receipts go with it
    if (message.media() != null) {
      media.remove(tx, message.conversationSid(), message.sid());
    }
    var after = settled(tx, conversation, conversation.tally().messageCount() - 1);
    conversations.advance(tx, conversation, after, cause);
    conversations.bury(tx, after, TOMBSTONE, Long.toString(message.index()));
    events.tell(tx, new MessageRemoved(after, message, cause));
  }

  /** The conversation after an edit or a deletion, with its last activity looked up anew. */
  private Conversation settled(Tx tx, Conversation conversation, long messageCount) {
    var activityAt =
        store
            .newest(tx, conversation.sid())
            .map(Message::createdAt)
            .orElse(conversation.createdAt());
    return conversation.next(
        conversation.state(),
        conversation.timers(),
        new Tally(conversation.tally().nextIndex(), messageCount, activityAt));
  }
}
