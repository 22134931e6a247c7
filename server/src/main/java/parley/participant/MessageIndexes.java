package parley.participant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.storage.Tx;

/** Finds messages for read horizons; filled in by the message room, which stands above this one. */
public interface MessageIndexes {
  /** The index of the newest message dated at or before a time; null when there is none. */
  @Nullable Long newestAt(Tx tx, String conversationSid, Instant time);
}
