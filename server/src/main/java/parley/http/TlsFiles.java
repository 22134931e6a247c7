package parley.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server of TLS shows and proves itself with, in PEM: its certificate with those that lead
 * to an authority, and its key in PKCS#8, not encrypted.
 */
public record TlsFiles(Path certificates, Path key) {
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
  private static final String NAME = "server";
  private static final byte[] SAMPLE = "parley".getBytes(StandardCharsets.US_ASCII);

  /**
   * Reads both.
   *
   * @return the two under an empty password
   * @throws IllegalArgumentException with what is wrong: not PEM, no such key, another's
   *     certificate
   * @throws UncheckedIOException when one cannot be read
   */
  public KeyStore read() {
    try {
      var chain = chain();
      var secret = secret();
      requirePair(chain[0], secret);
      var both = KeyStore.getInstance("PKCS12");
      both.load(null, null);
      both.setKeyEntry(NAME, secret, new char[0], chain);
      return both;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("cannot be used: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server's own certificate, of what {@link #read} has answered. */
  static X509Certificate own(KeyStore both) {
    try {
      return (X509Certificate) both.getCertificate(NAME);
    } catch (KeyStoreException e) {
      throw new IllegalStateException("it was read", e);
    }
  }

  private Certificate[] chain() throws IOException {
    try (var in = Files.newInputStream(certificates)) {
      var all = CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (all.isEmpty()) {
        throw new IllegalArgumentException("there is no certificate in " + certificates);
      }
      return all.toArray(Certificate[]::new);
    } catch (CertificateException e) {
      throw new IllegalArgumentException(certificates + " is not of certificates in PEM", e);
    }
  }

  private PrivateKey secret() throws IOException, GeneralSecurityException {
    var found = PKCS8.matcher(Files.readString(key, StandardCharsets.ISO_8859_1));
    if (!found.find()) {
      throw new IllegalArgumentException(
          "there is no key in PKCS#8 in %s; openssl pkcs8 -topk8 -nocrypt -in FILE makes one of another"
              .formatted(key));
    }
    var encoded = new PKCS8EncodedKeySpec(bytes(found.group(1)));
    for (var algorithm : ALGORITHMS) {
      var decoded = decoded(algorithm, encoded);
      if (decoded != null) {
        return decoded;
      }
    }
    throw new IllegalArgumentException("the key in " + key + " is none of RSA, EC and Ed25519");
  }

  private byte[] bytes(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the key in " + key + " is not whole", e);
    }
  }

  private static @Nullable PrivateKey decoded(String algorithm, PKCS8EncodedKeySpec encoded)
      throws GeneralSecurityException {
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
    } catch (InvalidKeySpecException e) {
      return null; // it is one of another algorithm
    }
  }

  /** Signs with one and verifies with the other. */
  private void requirePair(Certificate own, PrivateKey secret) throws GeneralSecurityException {
    var signature =
        Signature.getInstance(
            switch (secret.getAlgorithm()) {
              case "RSA" -> "SHA256withRSA";
              case "EC" -> "SHA256withECDSA";
              default -> secret.getAlgorithm();
            });
    signature.initSign(secret);
    signature.update(SAMPLE);
    var proof = signature.sign();
    if (!own.getPublicKey().getAlgorithm().equals(secret.getAlgorithm())) {
      throw noPair();
    }
    signature.initVerify(own);
    signature.update(SAMPLE);
    if (!signature.verify(proof)) {
      throw noPair();
    }
  }

  private IllegalArgumentException noPair() {
    return new IllegalArgumentException(
        "the key in %s is not that of the first certificate in %s".formatted(key, certificates));
  }

  /** What both files hold, to see whether it has changed. */
  List<String> texts() throws IOException {
    return List.of(
        Files.readString(certificates, StandardCharsets.ISO_8859_1),
        Files.readString(key, StandardCharsets.ISO_8859_1));
  }
}
