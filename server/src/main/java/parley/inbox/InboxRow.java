package parley.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.participant.NotificationLevel;

/**
 * One conversation in a user's list: all that orders, filters and counts it, without what is the
 * same for everybody in it.
 *
 * @param lastReadIndex the read horizon; null until it is first set
 * @param readCount messages that are there at or below the horizon
 * @param cardVersion the conversation's version that last changed what its members are shown of it
 * @param movedIn the number of the transaction that last moved activityAt; of a row that is to be
 *     written {@link #NOT_YET}, because the store numbers it
 */
public record InboxRow(
    String userSid,
    String conversationSid,
    String participantSid,
    NotificationLevel notificationLevel,
    @Nullable Long lastReadIndex,
    long readCount,
    long messageCount,
    long cardVersion,
    Instant createdAt,
    Instant activityAt,
    long movedIn) {

  static final long NOT_YET = 0;

  /** The original reports no more than this (docs/behaviour.md 2.11). */
  private static final long UNREAD_SHOWN_MAX = 1000;

  /** Messages behind the horizon; all of them while there is none. */
  public long unread() {
    return messageCount - readCount;
  }

  /** Unread messages as the original shows them: at most 1000, and null while no horizon is set. */
  public @Nullable Long unreadShown() {
    return lastReadIndex == null ? null : (Long) Math.min(unread(), UNREAD_SHOWN_MAX);
  }
}
