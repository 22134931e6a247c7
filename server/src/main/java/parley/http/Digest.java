package parley.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A digest of an answer, from which its entity tag is made: the same for the same text. */
final class Digest {
  private static final int BYTES = 15; // 20 letters without padding

  private final MessageDigest sha;

  Digest() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static byte[] of(byte[] text, int start, int length) {
    var digest = new Digest();
    digest.sha.update(text, start, length);
    return digest.bytes();
  }

  void add(byte[] text) {
    sha.update(text);
  }

  /** What was added, in letters. Ends the digest. */
  String text() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
  }

  private byte[] bytes() {
    return Arrays.copyOf(sha.digest(), BYTES);
  }
}
