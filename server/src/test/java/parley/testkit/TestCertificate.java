package parley.testkit;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for 127.0.0.1 that an authority of its own has signed, and its key. */
public final class TestCertificate {
  private static final String PASSWORD = "password";
  private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private final KeyStore store;

  private TestCertificate(KeyStore store) {
    this.store = store;
  }

  /** Makes one; that takes some seconds. */
  public static TestCertificate make(Path directory, String algorithm, String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    return make(directory, algorithm, name, "-0d");
  }

  /** Makes one that was good for a day, some days ago. */
  public static TestCertificate makeOutdated(Path directory, String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    return make(directory, "EC", name, "-9d");
  }

  private static TestCertificate make(Path directory, String algorithm, String name, String from)
      throws IOException, InterruptedException, GeneralSecurityException {
    var file = directory.resolve(name + ".p12");
    keytool(file, "-genkeypair", "-alias", "ca", "-dname", "CN=CA", "-ext", "BC=ca:true");
    keytool(
        file,
        "-genkeypair",
        "-alias",
        "own",
        "-signer",
        "ca",
        "-dname",
        "CN=" + name,
        "-ext",
        "SAN=ip:127.0.0.1,dns:localhost",
        "-startdate",
        from,
        "-validity",
        "1",
        "-keyalg",
        algorithm);
    return new TestCertificate(KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
  }

  private static void keytool(Path file, String... words) throws IOException, InterruptedException {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    line.addAll(List.of(words));
    if (!line.contains("-keyalg")) {
      line.addAll(List.of("-keyalg", "EC"));
    }
    line.addAll(List.of("-storetype", "PKCS12", "-keystore", file.toString()));
    line.addAll(List.of("-storepass", PASSWORD));
    if (new ProcessBuilder(line).inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException("keytool failed: " + line);
    }
  }

  /** Certificate and chain, as a file of PEM; in place of what was there. */
  public void writeChain(Path file) throws IOException, GeneralSecurityException {
    var text = new StringBuilder();
    for (Certificate one : store.getCertificateChain("own")) {
      text.append(pem("CERTIFICATE", one.getEncoded()));
    }
    replace(file, text.toString());
  }

  /** The key, as a file of PEM. */
  public void writeKey(Path file) throws IOException, GeneralSecurityException {
    var key = store.getKey("own", PASSWORD.toCharArray());
    replace(file, pem("PRIVATE KEY", key.getEncoded()));
  }

  private static void replace(Path file, String text) throws IOException {
    var fresh = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String pem(String what, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, PEM.encodeToString(bytes), what);
  }

  /** Trusts these certificates' authorities and no others. */
  public static SSLContext trusting(TestCertificate... all)
      throws IOException, GeneralSecurityException {
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    for (var one : all) {
      trusted.setCertificateEntry("ca" + trusted.size(), one.store.getCertificate("ca"));
    }
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  /** Whose certificate a connection has been shown. */
  public static String shownOn(Socket connection) throws IOException {
    var shown = ((SSLSocket) connection).getSession().getPeerCertificates()[0];
    return ((X509Certificate) shown).getSubjectX500Principal().getName();
  }
}
