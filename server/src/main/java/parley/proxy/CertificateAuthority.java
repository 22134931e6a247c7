package parley.proxy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import parley.storage.OwnerOnly;

/**
 * The local authority that signs what the proxy shows. It is good for names of {@code twilio.com}
 * and no others, so that who trusts it risks nothing else should its key get lost.
 */
final class CertificateAuthority {
  private static final Duration LIFE = Duration.ofDays(3650);

  /** Some clients take none for longer. */
  private static final Duration LEAF_LIFE = Duration.ofDays(397);

  /** Clocks differ. */
  private static final Duration EARLIER = Duration.ofDays(1);

  private static final String SIGNATURE = "SHA256withECDSA";
  private static final int IPV4_RANGE_BYTES = 8;
  private static final int IPV6_RANGE_BYTES = 32;
  private static final int SERIAL_BITS = 127;

  private final X509Certificate certificate;
  private final PrivateKey key;

  private CertificateAuthority(X509Certificate certificate, PrivateKey key) {
    this.certificate = certificate;
    this.key = key;
  }

  /**
   * The authority of a directory, made there at first, with all that clients are pointed to.
   *
   * @throws IllegalArgumentException when what is there cannot be used, with what to do
   */
  static CertificateAuthority in(ProxyFiles files) {
    try {
      Files.createDirectories(files.directory(), OwnerOnly.directory());
      return new AuthorityFiles(files).alone(CertificateAuthority::of);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "the authority of the proxy in %s cannot be used (%s: %s); without its files a new one is made"
              .formatted(files.directory(), e.getClass().getSimpleName(), e.getMessage()),
          e);
    }
  }

  private static CertificateAuthority of(AuthorityFiles kept)
      throws IOException, GeneralSecurityException {
    if (!kept.areThere()) {
      var fresh = make();
      kept.keep(fresh.certificate, fresh.key);
    }
    var there = new CertificateAuthority(kept.certificate(), kept.key());
    there.certificate.checkValidity();
    there.checkKey();
    kept.writeTrust(there.certificate);
    return there;
  }

  /** With another's key nobody would trust what is signed, and nobody could say why. */
  private void checkKey() throws GeneralSecurityException {
    issue("conversations." + VendorHosts.DOMAIN, certificate.getPublicKey())
        .verify(certificate.getPublicKey());
  }

  private static CertificateAuthority make() throws GeneralSecurityException {
    var pair = newPair();
    var name = new X500Principal("CN=Parley local authority for " + VendorHosts.DOMAIN);
    try {
      var draft = draft(name, name, pair.getPublic(), LIFE);
      draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      draft.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      draft.addExtension(Extension.nameConstraints, true, onlyTheDomain());
      draft.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
      return new CertificateAuthority(sign(draft, pair.getPrivate()), pair.getPrivate());
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** Names of the domain, and no address at all. */
  private static NameConstraints onlyTheDomain() {
    GeneralSubtree[] permitted = {
      new GeneralSubtree(new GeneralName(GeneralName.dNSName, VendorHosts.DOMAIN))
    };
    GeneralSubtree[] excluded = {range(IPV4_RANGE_BYTES), range(IPV6_RANGE_BYTES)};
    return new NameConstraints(permitted, excluded);
  }

  private static GeneralSubtree range(int bytes) {
    return new GeneralSubtree(
        new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[bytes])));
  }

  /** A key for what is signed, or for who signs. */
  static KeyPair newPair() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  X509Certificate certificate() {
    return certificate;
  }

  /** A certificate by which who has the key may answer for one of the domain's hosts. */
  X509Certificate issue(String host, PublicKey holder) throws GeneralSecurityException {
    var extensions = new JcaX509ExtensionUtils();
    try {
      var draft =
          draft(
              certificate.getSubjectX500Principal(),
              new X500Principal("CN=" + host),
              holder,
              LEAF_LIFE);
      draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      draft.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      add(draft, Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      add(
          draft,
          Extension.subjectAlternativeName,
          new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
      add(
          draft,
          Extension.authorityKeyIdentifier,
          extensions.createAuthorityKeyIdentifier(certificate));
      return sign(draft, key);
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static void add(
      JcaX509v3CertificateBuilder draft, ASN1ObjectIdentifier what, ASN1Encodable value)
      throws CertIOException {
    draft.addExtension(what, false, value);
  }

  private static JcaX509v3CertificateBuilder draft(
      X500Principal issuer, X500Principal subject, PublicKey holder, Duration life) {
    var now = Instant.now();
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(SERIAL_BITS, new SecureRandom()),
        Date.from(now.minus(EARLIER)),
        Date.from(now.minus(EARLIER).plus(life)),
        subject,
        holder);
  }

  private static X509Certificate sign(JcaX509v3CertificateBuilder draft, PrivateKey key)
      throws GeneralSecurityException {
    try {
      var signer = new JcaContentSignerBuilder(SIGNATURE).build(key);
      return new JcaX509CertificateConverter().getCertificate(draft.build(signer));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
