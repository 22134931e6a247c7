package parley.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import parley.access.Vault;
import parley.http.Form;

/**
 * URLs that let whoever has one read a file for some minutes: they carry their own proof, so that a
 * browser can show a picture without credentials (docs/behaviour.md 8.5).
 */
public final class ContentUrls {
  static final Duration LIFE = Duration.ofMinutes(5);
  static final String PATH = "/media";
  private static final String PURPOSE = "media content URL";

  /** Of the signature's 32 bytes; 128 bits cannot be guessed. */
  private static final int SIGNATURE_BYTES = 16;

  private final Vault vault;
  private final Clock clock;

  public ContentUrls(Vault vault, Clock clock) {
    this.vault = vault;
    this.clock = clock;
  }

  /** The path and query of a fresh URL. */
  String path(String mediaSid) {
    var expires = Long.toString(clock.instant().plus(LIFE).getEpochSecond());
    return PATH
        + "/"
        + mediaSid
        + "?Expires="
        + expires
        + "&Signature="
        + signature(mediaSid, expires);
  }

  /** Whether a URL with this query is one of ours and still good. */
  boolean isGood(String mediaSid, Form query) {
    var expires = query.field("Expires").textOr("");
    var given = query.field("Signature").textOr("");
    return MessageDigest.isEqual(
            signature(mediaSid, expires).getBytes(UTF_8), given.getBytes(UTF_8))
        && clock.instant().getEpochSecond() < Long.parseLong(expires);
  }

  private String signature(String mediaSid, String expires) {
    var bytes = vault.sign(PURPOSE, mediaSid + " " + expires);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(bytes, SIGNATURE_BYTES));
  }
}
