package parley.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The authority that clients of the proxy are asked to trust. */
class CertificateAuthorityTest {
  @TempDir Path place;
  private ProxyFiles files;

  @BeforeEach
  void name() {
    files = new ProxyFiles(place.resolve("proxy"));
  }

  @Test
  void itIsMadeOnceAndItsKeyIsItsOwnersAlone() throws IOException {
    var first = CertificateAuthority.in(files).certificate();
    assertThat(CertificateAuthority.in(files).certificate()).isEqualTo(first);
    assertThat(Files.getPosixFilePermissions(files.key()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(files.directory()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void itIsGoodForTheOriginalsHostsAndNoOthers() throws GeneralSecurityException {
    var authority = CertificateAuthority.in(files);
    assertThatCode(() -> validate(authority, "conversations.twilio.com"))
        .doesNotThrowAnyException();
    for (var other : List.of("example.com", "twilio.com.example.com", "faketwilio.com")) {
      assertThatThrownBy(() -> validate(authority, other))
          .as(other)
          .isInstanceOf(CertPathValidatorException.class);
    }
  }

  /** As a client does that trusts the authority. */
  private static void validate(CertificateAuthority authority, String host)
      throws GeneralSecurityException {
    var leaf = authority.issue(host, CertificateAuthority.newPair().getPublic());
    // Java asks the constraints of what it comes by, and not of what it begins with.
    var path =
        CertificateFactory.getInstance("X.509")
            .generateCertPath(List.of(leaf, authority.certificate()));
    var anchor =
        new TrustAnchor(
            authority.certificate().getSubjectX500Principal(),
            authority.certificate().getPublicKey(),
            null);
    var parameters = new PKIXParameters(Set.of(anchor));
    parameters.setRevocationEnabled(false);
    CertPathValidator.getInstance("PKIX").validate(path, parameters);
  }

  @Test
  void whatIsBrokenIsToldWithWhatToDo() throws IOException {
    CertificateAuthority.in(files);
    Files.writeString(files.key(), "not a key");
    assertThatThrownBy(() -> CertificateAuthority.in(files))
        .hasMessageContaining(files.directory().toString())
        .hasMessageContaining("without its files a new one is made");
  }

  @Test
  void proxiesThatBeginAtOnceHaveOneAuthorityBetweenThem() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          threads.invokeAll(
              Collections.nCopies(16, () -> CertificateAuthority.in(files).certificate()));
      for (var one : all) {
        assertThat(one.get()).isEqualTo(CertificateAuthority.in(files).certificate());
      }
    }
    assertThatCode(() -> validate(CertificateAuthority.in(files), "conversations.twilio.com"))
        .doesNotThrowAnyException();
  }

  @Test
  void whileAnotherProcessMakesItOneWaits() throws Exception {
    CertificateAuthority.in(files);
    try (var file = FileChannel.open(files.lock(), StandardOpenOption.WRITE)) {
      var held = file.lock();
      assertThatThrownBy(() -> CertificateAuthority.in(files))
          .isInstanceOf(OverlappingFileLockException.class); // it asks for the same lock
      held.release();
    }
    CertificateAuthority.in(files);
  }

  @Test
  void aKeyThatIsNotTheCertificatesIsRefused(@TempDir Path other) throws IOException {
    var another = new ProxyFiles(other.resolve("proxy"));
    CertificateAuthority.in(another);
    CertificateAuthority.in(files);
    Files.copy(another.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> CertificateAuthority.in(files))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(files.directory().toString());
  }

  @Test
  void whatWasWrittenHalfIsToldWhereverItEnds() throws IOException {
    CertificateAuthority.in(files);
    for (var file : List.of(files.key(), files.certificate())) {
      var whole = Files.readAllBytes(file);
      for (var length = 0; length < whole.length - "-----END".length(); length += 61) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> CertificateAuthority.in(files))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("without its files a new one is made");
      }
      Files.write(file, whole);
    }
  }

  @Test
  void itsCertificateIsKeptInAllFormsThatClientsAskFor() throws Exception {
    var authority = CertificateAuthority.in(files).certificate();
    try (var in = Files.newInputStream(files.bundle())) {
      var bundle = CertificateFactory.getInstance("X.509").generateCertificates(in);
      assertThat(bundle.stream().anyMatch(authority::equals)).isTrue();
    }
    var store =
        java.security.KeyStore.getInstance(
            files.trustStore().toFile(), ProxyFiles.TRUST_STORE_PASSWORD.toCharArray());
    assertThat(store.getCertificateAlias(authority)).isNotNull();
    assertThat(files.php().resolve("parley.ini")).content().contains(files.bundle().toString());
  }
}
