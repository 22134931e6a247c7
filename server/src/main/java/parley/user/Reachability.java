package parley.user;

import org.jspecify.annotations.Nullable;

/**
 * Whether a user can be reached (docs/behaviour.md 6).
 *
 * @param online whether one of his clients is connected; null when none ever was
 * @param notifiable whether one of his devices takes notifications; null when none ever did
 */
public record Reachability(@Nullable Boolean online, @Nullable Boolean notifiable) {
  /** Of who is not told about: nobody was ever there. */
  public static final Reachability NEVER = new Reachability(null, null);

  /** Whether he is connected now. */
  public boolean isOnline() {
    return Boolean.TRUE.equals(online);
  }

  /** Whether a device of his takes notifications now. */
  public boolean isNotifiable() {
    return Boolean.TRUE.equals(notifiable);
  }
}
