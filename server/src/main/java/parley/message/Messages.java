package parley.message;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.access.Cause;
import parley.conversation.Conversation;
import parley.conversation.Conversation.Tally;
import parley.conversation.Conversations;
import parley.conversation.Held;
import parley.conversation.Held.Kind;
import parley.event.Advice;
import parley.event.Advised;
import parley.media.Media;
import parley.participant.Audience;
import parley.participant.Participants;
import parley.problem.Code;
import parley.problem.Limits;
import parley.storage.Database;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;
import parley.value.Sids;

/** What can be done with messages, by whichever door the wish came in. */
public final class Messages {
  private final MessageStore store = new MessageStore();
  private final Database database;
  private final Conversations conversations;
  private final Participants participants;
  private final Media media;
  private final MessageAdvice advice;
  private final Sids sids;
  private final Clock clock;

  public Messages(
      Database database,
      Conversations conversations,
      Participants participants,
      Media media,
      Advice advice,
      Limits limits,
      Sids sids,
      Clock clock) {
    this.database = database;
    this.conversations = conversations;
    this.participants = participants;
    this.media = media;
    this.advice =
        new MessageAdvice(
            database, store, conversations, participants, media, advice, limits, clock);
    this.sids = sids;
    this.clock = clock;
  }

  /**
   * Adds a message; its index is the next one.
   *
   * @throws parley.problem.Problem 50350 when there is no such conversation, 50377 when it is
   *     closed, 50513 for an author who may not speak in a group text, 50507 and 50508 for media
   *     that cannot be attached, 50056 and 50057 when whoever is asked before does not allow it
   */
  public Message add(String service, String conversationKey, NewMessage wish, Cause cause) {
    var advised = advice.onAdd(service, conversationKey, wish, cause);
    return database.write(
        tx ->
            conversations
                .changeOpen(
                    tx,
                    service,
                    advised.key(),
                    cause,
                    held -> Optional.of(add(held, advised.wish())))
                .orElseThrow(Code.PARENT_CONVERSATION_MISSING::problem));
  }

  /**
   * A wish as whoever is asked before wants it, for who then adds the message in a transaction of
   * his own.
   *
   * @throws parley.problem.Problem as {@link #add(String, String, NewMessage, Cause)}
   */
  public NewMessage advised(String service, String conversationSid, NewMessage wish, Cause cause) {
    return advice.onAdd(service, conversationSid, wish, cause).wish();
  }

  /** Adds a message to a conversation that is held; nobody is asked before. */
  public Message add(Held held, NewMessage wish) {
    var now = clock.instant();
    var created = wish.createdAt() == null ? now : wish.createdAt();
    var audience = audience(held, wish.author(), wish.speakerSid());
    var dispatches = Dispatch.all(audience.recipients(), wish.body(), sids, now);
    var message = fresh(held, wish, audience, dispatches, created);
    var tally = held.conversation().tally();
    held.move(
        conversation ->
            conversation
                .revived(now)
                .withTally(new Tally(tally.nextIndex() + 1, tally.messageCount() + 1, created)));
    store.insert(held.tx(), message);
    held.tell(conversation -> new MessageAdded(conversation, message, dispatches, held.cause()));
    return message;
  }

  private Message fresh(
      Held held, NewMessage wish, Audience audience, List<Dispatch> dispatches, Instant created) {
    var sid = sids.fresh("IM");
    var version = held.nextVersion();
    return MessageBuilder.builder()
        .sid(sid)
        .conversationSid(held.sid())
        .index(held.conversation().tally().nextIndex())
        .author(wish.author())
        .participantSid(audience.authorSid())
        .body(wish.body())
        .subject(wish.subject())
        .attributes(wish.attributes())
        .media(attached(held, sid, wish))
        .content(wish.content())
        .delivery(DeliverySummary.of(dispatches))
        .updatedBy(null)
        .addedVersion(version)
        .changedVersion(version)
        .createdAt(created)
        .updatedAt(wish.updatedAt() == null ? created : wish.updatedAt())
        .build();
  }

  private @Nullable String attached(Held held, String sid, NewMessage wish) {
    return wish.mediaSids().isEmpty()
        ? null
        : media.attach(held.tx(), held.conversation(), sid, wish.mediaSids(), held.cause());
  }

  private Audience audience(Held held, String author, @Nullable String speakerSid) {
    return participants.audience(held.tx(), held.sid(), author, speakerSid).requireSpeaker();
  }

  /** Notes how the receipts of a message stand. */
  public Message note(Held held, Message old, DeliverySummary delivery) {
    var version = held.nextVersion();
    var message = old.with(it -> it.delivery(delivery).changedVersion(version));
    store.updateDelivery(held.tx(), message);
    return message;
  }

  /** Finds a message within a transaction. */
  public Optional<Message> find(Tx tx, String conversationSid, String sid) {
    return store.find(tx, conversationSid, sid);
  }

  /** Finds a message by its SID. */
  public Optional<Message> find(String service, String conversationKey, String sid) {
    return database.read(
        tx ->
            conversations
                .find(tx, service, conversationKey)
                .flatMap(conversation -> store.find(tx, conversation.sid(), sid)));
  }

  /** The messages of a conversation by their index. */
  public Page<Message> list(Conversation conversation, boolean newestFirst, PageAsked asked) {
    return database.read(tx -> store.list(tx, conversation.sid(), newestFirst, asked));
  }

  /** The messages of a conversation from an index on, as many as are wanted at once. */
  public List<Message> listFrom(Tx tx, String conversationSid, long index, int most) {
    return store.listFrom(tx, conversationSid, index, most);
  }

  /** The messages of a conversation up to an index, newest first. */
  public List<Message> listBackFrom(Tx tx, String conversationSid, long index, int most) {
    return store.listBackFrom(tx, conversationSid, index, most);
  }

  /**
   * The messages that came above a version, the first so many of them, and as many of those that
   * came before and were changed first above it. Each that came took a version, so no more of them
   * can be new than versions have gone by.
   */
  public List<Message> since(Tx tx, Conversation conversation, long version, int most) {
    var gone = conversation.version() - version;
    var from = Math.max(0, conversation.tally().nextIndex() - gone);
    var found = new ArrayList<>(store.addedSince(tx, conversation.sid(), version, from, most));
    found.addAll(store.changedSince(tx, conversation.sid(), version, most));
    return found;
  }

  /** The newest message of each of these conversations that has one, in any order. */
  public List<Message> newestOfEach(Tx tx, List<String> conversationSids) {
    return store.newestOfEach(tx, conversationSids);
  }

  /** How many messages there are behind an index. */
  public long countAfter(Tx tx, String conversationSid, long index) {
    return store.countAfter(tx, conversationSid, index);
  }

  /**
   * Changes a message; empty when it or its conversation is not there.
   *
   * @throws parley.problem.Problem 50377 when the conversation is closed, 50513 for an author who
   *     may not speak in a group text, 50056 and 50057 as {@link #add}
   */
  public Optional<Message> edit(
      String service, String conversationKey, String sid, EditedMessage wish, Cause cause) {
    return advice
        .onEdit(service, conversationKey, sid, wish, cause)
        .flatMap(advised -> edited(service, advised, sid, cause));
  }

  private Optional<Message> edited(
      String service, Advised<EditedMessage> advised, String sid, Cause cause) {
    return database.write(
        tx ->
            conversations.changeOpen(
                tx,
                service,
                advised.key(),
                cause,
                held ->
                    store.find(tx, held.sid(), sid).map(old -> edit(held, old, advised.wish()))));
  }

  private Message edit(Held held, Message old, EditedMessage wish) {
    var author = wish.author().value();
    var participantSid =
        author == null ? old.participantSid() : audience(held, author, null).authorSid();
    var editor = held.cause().author();
    var message = wish.over(old, participantSid, editor, held.nextVersion(), clock.instant());
    store.update(held.tx(), message);
    recount(held, held.conversation().tally().messageCount());
    held.tell(conversation -> new MessageChanged(conversation, old, message, held.cause()));
    return message;
  }

  /**
   * Deletes a message, also of a closed conversation. Whether it was there.
   *
   * @throws parley.problem.Problem 50056 and 50057 as {@link #add}
   */
  public boolean remove(String service, String conversationKey, String sid, Cause cause) {
    return advice
        .onRemove(service, conversationKey, sid, cause)
        .flatMap(advised -> removed(service, advised, sid, cause))
        .isPresent();
  }

  private Optional<Message> removed(
      String service, String conversationKey, String sid, Cause cause) {
    return database.write(
        tx ->
            conversations.change(
                tx,
                service,
                conversationKey,
                cause,
                held -> store.find(tx, held.sid(), sid).map(gone -> remove(held, gone))));
  }

  private Message remove(Held held, Message gone) {
    store.delete(held.tx(), gone); // its receipts go with it
    if (gone.media() != null) {
      media.remove(held.tx(), gone.conversationSid(), gone.sid());
    }
    held.bury(Kind.MESSAGE, Long.toString(gone.index()), held.nextVersion());
    recount(held, held.conversation().tally().messageCount() - 1);
    held.tell(conversation -> new MessageRemoved(conversation, gone, held.cause()));
    return gone;
  }

  /** Sets how many messages there are, and looks the last activity up anew. */
  private void recount(Held held, long messageCount) {
    var activityAt =
        store
            .newest(held.tx(), held.sid())
            .map(Message::createdAt)
            .orElse(held.conversation().createdAt());
    held.move(
        conversation ->
            conversation.withTally(
                new Tally(conversation.tally().nextIndex(), messageCount, activityAt)));
  }
}
