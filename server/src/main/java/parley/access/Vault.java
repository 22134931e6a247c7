package parley.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets that must be read again, with the installation's own key (AES-256-GCM): a copy
 * of the database alone gives none away. Safe for use by many threads.
 */
public final class Vault {
  public static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  public Vault(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("the secret key must have " + KEY_BYTES + " bytes");
    }
    this.key = new SecretKeySpec(key, "AES");
  }

  /**
   * Loads what the first signature would wait for: Java's cryptography looks through its providers.
   * Meant to be called beside other work.
   */
  public static void prepare() {
    hmac(new byte[KEY_BYTES], "");
  }

  /** Encrypts; the same secret gives other bytes each time. */
  public byte[] encrypt(String secret) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    var sealed = run(Cipher.ENCRYPT_MODE, nonce, secret.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
  }

  /**
   * @throws IllegalStateException when the bytes were encrypted with another key, or changed
   */
  public String decrypt(byte[] encrypted) {
    if (encrypted.length < NONCE_BYTES) {
      throw new IllegalStateException("too short for an encrypted secret");
    }
    var bytes = ByteBuffer.wrap(encrypted);
    var nonce = new byte[NONCE_BYTES];
    var sealed = new byte[encrypted.length - NONCE_BYTES];
    bytes.get(nonce).get(sealed);
    return new String(run(Cipher.DECRYPT_MODE, nonce, sealed), StandardCharsets.UTF_8);
  }

  /** Whether the bytes were encrypted with this key. */
  public boolean opens(byte[] encrypted) {
    try {
      decrypt(encrypted);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /**
   * A signature that nobody makes without the installation's key (HMAC-SHA-256).
   *
   * @param purpose what it is for; a signature for one purpose is worth nothing for another
   */
  public byte[] sign(String purpose, String text) {
    return hmac(hmac(key.getEncoded(), purpose), text);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private byte[] run(int mode, byte[] nonce, byte[] input) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "a secret cannot be read: is this the secret key it was kept with?", e);
    }
  }
}
