package parley.participant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.value.Built;

/**
 * Somebody's place in a conversation: a chat user, an address outside chat, or both.
 *
 * @param userSid the user behind the identity; null without one
 * @param horizon up to where the conversation was read
 * @param addedVersion the conversation's version that brought this participant
 * @param changedVersion the conversation's version that last changed it
 */
@Built
public record Participant(
    String sid,
    String conversationSid,
    @Nullable String identity,
    @Nullable String userSid,
    @Nullable MessagingBinding binding,
    @Nullable String roleSid,
    String attributes,
    NotificationLevel notificationLevel,
    Horizon horizon,
    long addedVersion,
    long changedVersion,
    Instant createdAt,
    Instant updatedAt)
    implements ParticipantBuilder.With {

  /** The read horizon: the last index that was read, and when. Both null until it is first set. */
  public record Horizon(@Nullable Long index, @Nullable Instant readAt) {
    public static final Horizon NONE = new Horizon(null, null);
  }

  /** Whether this is an end of a group text. */
  boolean isInGroup() {
    return binding != null && binding.isInGroup();
  }
}
