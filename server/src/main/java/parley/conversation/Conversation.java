package parley.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.problem.Code;
import parley.value.Built;

/**
 * A conversation, without its participants and messages.
 *
 * @param createdBy the creator's identity, or {@code system} when made over REST
 * @param tally how its messages stand
 * @param webhookCount how many webhooks of its own it has
 * @param version counts every change of the conversation, its participants and its messages
 */
@Built
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
    long webhookCount,
    long version,
    Instant createdAt,
    Instant updatedAt)
    implements ConversationBuilder.With {

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

  /**
   * Itself, unless it allows no change.
   *
   * @throws parley.problem.Problem 50377 for a closed one, 20409 for one that is being initialized
   */
  public Conversation requireOpen() {
    return switch (state) {
      case CLOSED -> throw Code.CONVERSATION_CLOSED.problem();
      case INITIALIZING -> throw Code.CONFLICT.because("the conversation is being initialized");
      case ACTIVE, INACTIVE -> this;
    };
  }

  /**
   * The conversation after something that keeps it alive: a message came. It becomes active again,
   * and its timers start anew (docs/behaviour.md 3).
   */
  public Conversation revived(Instant now) {
    return in(ConversationState.ACTIVE, now);
  }

  /**
   * The conversation in this state, with its timers counted from a moment, which is the date of its
   * update too when the state is another one. Coming out of its initialization is no update.
   */
  public Conversation in(ConversationState other, Instant base) {
    var updates = other != state && state != ConversationState.INITIALIZING;
    return with(
        it ->
            it.state(other)
                .timers(timers.countedFrom(base, other))
                .updatedAt(updates ? base : updatedAt));
  }

  /**
   * The conversation as its timers leave it by now: closed, else inactive, else as it is. Who comes
   * so late that both dates are over closes it.
   */
  Conversation expired(Instant now) {
    if (isOver(timers.closedAt(), now)) {
      return in(ConversationState.CLOSED, now);
    }
    return isOver(timers.inactiveAt(), now)
        ? in(ConversationState.INACTIVE, now).withTimers(timers.closingAt(timers.closedAt()))
        : this;
  }

  private static boolean isOver(@Nullable Instant date, Instant now) {
    return date != null && !now.isBefore(date);
  }
}
