package parley.outbound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Those who vouch for the certificates of servers. */
public final class Authorities {
  private Authorities() {}

  /**
   * Reads the certificates of a PEM file, one or several.
   *
   * @throws IllegalArgumentException with what is wrong with it
   * @throws UncheckedIOException when it cannot be read
   */
  public static List<X509Certificate> read(Path file) {
    try (var in = Files.newInputStream(file)) {
      var found =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException("names a file without a certificate in PEM: " + file);
      }
      return found;
    } catch (CertificateException e) {
      throw new IllegalArgumentException(
          "names a file that is not of certificates in PEM: " + file, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whom the system trusts and these, together. */
  public static KeyStore besideTheSystems(List<X509Certificate> more) {
    try {
      var all = KeyStore.getInstance(KeyStore.getDefaultType());
      all.load(null, null);
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((@Nullable KeyStore) null);
      for (var manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager trusted) {
          put(all, "system ", List.of(trusted.getAcceptedIssuers()));
        }
      }
      put(all, "more ", more);
      return all;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void put(KeyStore all, String name, List<X509Certificate> certificates)
      throws GeneralSecurityException {
    for (var i = 0; i < certificates.size(); i++) {
      all.setCertificateEntry(name + i, certificates.get(i));
    }
  }
}
