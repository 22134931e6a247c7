package parley.inbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.conversation.Conversation;
import parley.conversation.Conversations;
import parley.message.Message;
import parley.message.Messages;
import parley.storage.Database;

/**
 * What all members of a conversation are shown of it in their lists: the conversation, and its
 * newest message. Kept in memory between requests, and good as long as it is not older than the
 * version that the reader's own row asks for; so it is right however many nodes write.
 */
final class Cards {
  /** For either kind; less where the heap is small. */
  private static final long MEMORY_BYTES_MAX =
      Math.min(32 << 20, Runtime.getRuntime().maxMemory() / 16);

  private static final int OVERHEAD_BYTES = 800;

  private final Database database;
  private final Conversations conversations;
  private final Messages messages;

  /** Others after {@link #forget}: what was read before that goes into the old ones. */
  private volatile Memory memory = new Memory();

  Cards(Database database, Conversations conversations, Messages messages) {
    this.database = database;
    this.conversations = conversations;
    this.messages = messages;
  }

  private static final class Memory {
    final Cache<String, Conversation> kept =
        Caffeine.newBuilder()
            .maximumWeight(MEMORY_BYTES_MAX)
            .executor(Runnable::run)
            .weigher((String sid, Conversation card) -> bytes(card))
            .build();
    final Cache<String, Newest> newest =
        Caffeine.newBuilder()
            .maximumWeight(MEMORY_BYTES_MAX)
            .executor(Runnable::run)
            .weigher(
                (String sid, Newest card) ->
                    card.message().map(Cards::bytes).orElse(OVERHEAD_BYTES))
            .build();
  }

  /** Forgets all of them: older versions may be there again. */
  void forget() {
    memory = new Memory();
  }

  /** The newest message of a conversation, if any, as of a version of it. */
  private record Newest(long version, Optional<Message> message) {}

  private static int bytes(Conversation card) {
    return bytes(card.friendlyName(), card.uniqueName(), card.attributes());
  }

  private static int bytes(Message card) {
    return bytes(card.author(), card.body(), card.subject(), card.attributes(), card.media());
  }

  /** What an object with texts of any length takes in memory, where a letter may take two bytes. */
  private static int bytes(@Nullable String... texts) {
    var bytes = OVERHEAD_BYTES;
    for (var text : texts) {
      bytes += text == null ? 0 : 2 * text.length();
    }
    return bytes;
  }

  /**
   * Takes a conversation as a committed change left it, if it is kept; whoever is shown it next
   * need not read it.
   */
  void renew(Conversation conversation) {
    memory.kept.asMap().replace(conversation.sid(), conversation);
  }

  /** As {@link #renew(Conversation)}, with the message that is its newest. */
  void renew(Conversation conversation, Message message) {
    renew(conversation);
    memory
        .newest
        .asMap()
        .replace(conversation.sid(), new Newest(conversation.version(), Optional.of(message)));
  }

  /**
   * As {@link #renew(Conversation)}, where a version changed nothing of what members are shown: the
   * newest message that was right before it is right with it.
   */
  void pass(Conversation conversation, long version) {
    renew(conversation);
    memory
        .newest
        .asMap()
        .computeIfPresent(
            conversation.sid(),
            (sid, card) ->
                card.version() == version - 1 ? new Newest(version, card.message()) : card);
  }

  /** The conversations of the rows; one that was deleted meanwhile is missing. */
  Map<String, Conversation> conversations(List<InboxRow> rows) {
    var found = new HashMap<String, Conversation>(rows.size() * 2);
    var missing = new ArrayList<String>();
    var kept = memory.kept;
    for (var row : rows) {
      var card = kept.getIfPresent(row.conversationSid());
      if (card != null && card.version() >= row.cardVersion()) {
        found.put(row.conversationSid(), card);
      } else {
        missing.add(row.conversationSid());
      }
    }
    if (!missing.isEmpty()) {
      for (var card : database.read(tx -> conversations.findAll(tx, missing))) {
        kept.put(card.sid(), card);
        found.put(card.sid(), card);
      }
    }
    return found;
  }

  /**
   * The newest messages of the rows' conversations, by conversation; missing where there is none.
   */
  Map<String, Message> newestMessages(List<InboxRow> rows) {
    var found = new HashMap<String, Message>(rows.size() * 2);
    var missing = new HashMap<String, Long>();
    var newest = memory.newest;
    for (var row : rows) {
      var card = newest.getIfPresent(row.conversationSid());
      if (card != null && card.version() >= row.cardVersion()) {
        card.message().ifPresent(message -> found.put(row.conversationSid(), message));
      } else {
        missing.put(row.conversationSid(), row.cardVersion());
      }
    }
    if (!missing.isEmpty()) {
      var read = new HashMap<String, Message>();
      database
          .read(tx -> messages.newestOfEach(tx, List.copyOf(missing.keySet())))
          .forEach(message -> read.put(message.conversationSid(), message));
      // As of the version the row asked for: what was read may be newer, never older.
      missing.forEach(
          (sid, version) ->
              newest.put(sid, new Newest(version, Optional.ofNullable(read.get(sid)))));
      found.putAll(read);
    }
    return found;
  }
}
