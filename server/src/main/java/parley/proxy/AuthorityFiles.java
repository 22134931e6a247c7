package parley.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.util.encoders.DecoderException;
import org.jspecify.annotations.Nullable;
import parley.storage.OwnerOnly;

/** Reads and writes the files of the proxy's authority. */
final class AuthorityFiles {
  private static final String CERTIFI =
      """
      # In place of certifi: whom a program trusts that comes to Parley by its proxy.
      from pathlib import Path


      def where():
          return str(Path(__file__).resolve().parents[2] / "bundle.pem")


      def contents():
          return Path(where()).read_text(encoding="ascii")
      """;

  private static final Set<StandardOpenOption> LOCK_OPTIONS =
      EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

  private final ProxyFiles files;

  AuthorityFiles(ProxyFiles files) {
    this.files = files;
  }

  /** What is done with the files. */
  @FunctionalInterface
  interface AuthorityWork {
    CertificateAuthority with(AuthorityFiles files) throws IOException, GeneralSecurityException;
  }

  /**
   * Does something while no other proxy has the files, in this process or another: of two that
   * begin at once one makes the authority, and the other takes it.
   */
  CertificateAuthority alone(AuthorityWork work) throws IOException, GeneralSecurityException {
    synchronized (AuthorityFiles.class) { // a lock of a file is the whole process's
      try (var file = FileChannel.open(files.lock(), LOCK_OPTIONS, OwnerOnly.file());
          var _ = file.lock()) {
        return work.with(this);
      }
    }
  }

  boolean areThere() {
    return Files.exists(files.certificate());
  }

  X509Certificate certificate() throws IOException, GeneralSecurityException {
    if (read(files.certificate()) instanceof X509CertificateHolder holder) {
      return new JcaX509CertificateConverter().getCertificate(holder);
    }
    throw new IOException(files.certificate() + " holds no certificate");
  }

  PrivateKey key() throws IOException {
    if (read(files.key()) instanceof PrivateKeyInfo info) {
      return new JcaPEMKeyConverter().getPrivateKey(info);
    }
    throw new IOException(files.key() + " holds no key");
  }

  private static @Nullable Object read(Path file) throws IOException {
    try (var parser = new PEMParser(Files.newBufferedReader(file))) {
      return parser.readObject();
    } catch (DecoderException e) {
      throw new IOException(file + " is not whole", e);
    }
  }

  /** Keeps a new authority. The certificate last: with it, all is there. */
  void keep(X509Certificate authority, PrivateKey key)
      throws IOException, GeneralSecurityException {
    put(files.key(), pem(List.of(new JcaPKCS8Generator(key, null))));
    put(files.certificate(), pem(List.of(authority)));
  }

  /** Writes what clients are pointed to anew: what Java trusts may have changed. */
  void writeTrust(X509Certificate authority) throws IOException, GeneralSecurityException {
    var all = new ArrayList<>(trustedHere());
    all.add(authority);
    put(files.bundle(), pem(all));
    put(files.trustStore(), store(all));
    var ini = "curl.cainfo=\"%1$s\"%nopenssl.cafile=\"%1$s\"%n".formatted(files.bundle());
    write(files.php(), "parley.ini", ini);
    write(files.python().resolve("certifi"), "__init__.py", CERTIFI);
  }

  private void write(Path directory, String name, String text) throws IOException {
    Files.createDirectories(directory, OwnerOnly.directory());
    put(directory.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<X509Certificate> trustedHere() throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    for (var manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager known) {
        return List.of(known.getAcceptedIssuers());
      }
    }
    return List.of();
  }

  private static byte[] pem(List<?> objects) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      for (var one : objects) {
        writer.writeObject(one);
      }
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] store(List<X509Certificate> all)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (var i = 0; i < all.size(); i++) {
      store.setCertificateEntry("authority-" + i, all.get(i));
    }
    var out = new ByteArrayOutputStream();
    store.store(out, ProxyFiles.TRUST_STORE_PASSWORD.toCharArray());
    return out.toByteArray();
  }

  /** Whole or not at all, and not readable by others, not for a moment. */
  private void put(Path file, byte[] content) throws IOException {
    var fresh = Files.createTempFile(files.directory(), "proxy", ".new", OwnerOnly.file());
    try {
      Files.write(fresh, content);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
