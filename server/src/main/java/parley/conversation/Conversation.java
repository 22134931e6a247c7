package parley.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation, without its participants and messages.
 *
 * @param createdBy the creator's identity, or {@code system} when made over REST
 * @param tally how its messages stand
 * @param version counts every change of the conversation, its participants and its messages
 */
public record Conversation(
    String sid,
    String accountSid,
    String serviceSid,
    @Nullable String friendlyName,
    @Nullable String uniqueName,
    String attributes,
    ConversationState state,
    Timers timers,
    @Nullable String messagingServiceSid,
    @Nullable Email email,
    String createdBy,
    Tally tally,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  /** The binding of the conversation to e-mail: the address it writes from, and the name shown. */
  public record Email(@Nullable String address, @Nullable String name) {}

  /**
   * How the messages of a conversation stand.
   *
   * @param nextIndex the index of the next message; indexes are consecutive and never reused
   * @param messageCount messages that are there now
   * @param activityAt the date of the newest message; of the conversation while there is none
   */
  public record Tally(long nextIndex, long messageCount, Instant activityAt) {}

  /** The conversation one change later. */
  public Conversation next(ConversationState state, Timers timers, Tally tally) {
    return new Conversation(
        sid,
        accountSid,
        serviceSid,
        friendlyName,
        uniqueName,
        attributes,
        state,
        timers,
        messagingServiceSid,
        email,
        createdBy,
        tally,
        version + 1,
        createdAt,
        updatedAt);
  }

  /** The conversation after a change of something it holds, which leaves its own fields alone. */
  public Conversation touched() {
    return next(state, timers, tally);
  }

  /**
   * The conversation after something that keeps it alive: a message or a participant came. It
   * becomes active again, and its timers start anew (rest-behaviour.md 3).
   */
  public Conversation revived(Instant now, Tally tally) {
    return next(ConversationState.ACTIVE, timers.countedFrom(now, ConversationState.ACTIVE), tally);
  }
}
