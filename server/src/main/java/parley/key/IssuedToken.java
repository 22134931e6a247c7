package parley.key;

import java.time.Instant;

/**
 * An access token that was made.
 *
 * @param expires in whole seconds, as the token itself says
 */
public record IssuedToken(String token, String identity, String serviceSid, Instant expires) {
  /** Without the token: whoever has it is let in. */
  @Override
  public String toString() {
    return "IssuedToken[" + identity + "]";
  }
}
