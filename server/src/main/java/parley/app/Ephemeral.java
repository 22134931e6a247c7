package parley.app;

import java.time.Instant;
import parley.access.ApiKey;

/**
 * What a server without data of its own is known by: the same on every machine, so that a test may
 * have it written down. Everybody knows it, so it is for a server that only its own machine
 * reaches.
 */
final class Ephemeral {
  static final String ACCOUNT_SID = "AC0123456789abcdef0123456789abcdef";
  static final String KEY_SID = "SK0123456789abcdef0123456789abcdef";

  // Letters and digits alone: the official SDK for Go takes no others.
  static final String KEY_SECRET = "ephemeralapikeysecretofthisparley"; // HS256 wants 32 bytes

  /** The auth token. */
  static final Given TOKEN = new Given("ephemeralauthtoken", "--ephemeral", null);

  private Ephemeral() {}

  /** By which access tokens can be made without a call. */
  static ApiKey key(String account) {
    return new ApiKey(KEY_SID, account, "ephemeral", KEY_SECRET, Instant.EPOCH);
  }
}
