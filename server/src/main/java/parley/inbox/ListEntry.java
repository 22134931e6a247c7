package parley.inbox;

import org.jspecify.annotations.Nullable;
import parley.participant.NotificationLevel;

/**
 * A conversation in a user's list, or one that has gone from it, and when that came about.
 *
 * @param addedVersion the user's version that brought it into the list
 * @param changedVersion the user's version that last changed its row there, or took it out
 * @param lastReadIndex the user's read horizon; null until it is first set
 */
public record ListEntry(
    String conversationSid,
    long addedVersion,
    long changedVersion,
    boolean gone,
    @Nullable Long lastReadIndex,
    NotificationLevel notificationLevel) {}
