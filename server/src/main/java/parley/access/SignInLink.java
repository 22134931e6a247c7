package parley.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A secret that opens one session, once, for who sees the lines that the server prints when it is
 * ready (decision 32). Safe for use by many threads.
 */
public final class SignInLink {
  /** How long it waits to be used. */
  public static final Duration LIFE = Duration.ofHours(1);

  private static final int SECRET_BYTES = 24;

  private final Clock clock;
  private byte @Nullable [] secret;
  private Instant until = Instant.MIN;

  public SignInLink(Clock clock) {
    this.clock = clock;
  }

  /** Makes a fresh one; an earlier one is good no more. */
  public synchronized String make() {
    var random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    var text = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    secret = text.getBytes(StandardCharsets.UTF_8);
    until = clock.instant().plus(LIFE);
    return text;
  }

  /** Whether this is the one that was made, and nobody has used it; from now on somebody has. */
  public synchronized boolean use(String given) {
    var good =
        secret != null
            && clock.instant().isBefore(until)
            && MessageDigest.isEqual(secret, given.getBytes(StandardCharsets.UTF_8));
    if (good) {
      secret = null;
    }
    return good;
  }
}
