package parley.access;

import java.time.Duration;

/**
 * How credentials are looked at.
 *
 * @param tokenSkew how far the clock of who makes access tokens may be off
 */
public record AccessRules(Duration tokenSkew) {
  public static final AccessRules DEFAULT = new AccessRules(Duration.ofSeconds(30));
}
