package parley.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An API key; its secret authenticates REST calls and signs access tokens. */
public record ApiKey(
    String sid,
    String accountSid,
    @Nullable String friendlyName,
    String secret,
    Instant createdAt) {
  /** Without the secret: a record's own text would carry it into a log. */
  @Override
  public String toString() {
    return "ApiKey[" + sid + "]";
  }
}
