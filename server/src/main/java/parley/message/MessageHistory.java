package parley.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.participant.MessageIndexes;
import parley.storage.Tx;

/** What the room of participants needs to know of messages, which stand above it. */
public final class MessageHistory implements MessageIndexes {
  private final MessageStore store = new MessageStore();

  @Override
  public @Nullable Long newestAt(Tx tx, String conversationSid, Instant time) {
    return store.newestAt(tx, conversationSid, time);
  }
}
