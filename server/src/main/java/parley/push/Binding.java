package parley.push;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.value.Word;

/**
 * A device, or a connection, by which a user takes notifications (docs/behaviour.md 7.2). Only
 * clients make them.
 *
 * @param endpoint what tells the user's devices of one type apart
 * @param credentialSid null for a connection, which needs none
 * @param messageTypes what the device wants to be told, such as {@code new_message}
 */
public record Binding(
    String sid,
    String serviceSid,
    String userSid,
    String identity,
    Type type,
    String endpoint,
    @Nullable String credentialSid,
    List<String> messageTypes,
    Instant createdAt,
    Instant updatedAt) {

  /** How a device is reached. */
  public enum Type implements Word {
    APN,
    GCM,
    FCM,
    TWILSOCK
  }
}
