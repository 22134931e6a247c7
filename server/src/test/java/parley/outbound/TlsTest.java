package parley.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.Receiver;

/** Who speaks TLS is who he says, by the system's authorities or by those of a file. */
class TlsTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String PASSWORD = "a password";
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

  @TempDir static Path directory;
  private static Path authority = Path.of("");
  private static Receiver far = Receiver.start();

  @BeforeAll
  static void begin() throws Exception {
    far.close();
    var keys = keys(directory.resolve("keys.p12"));
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    var tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    far =
        Receiver.startBehind("https", tls.getServerSocketFactory().createServerSocket(0, 50, HERE));
    authority = directory.resolve("authority.pem");
    var pem = Base64.getMimeEncoder().encodeToString(keys.getCertificate("far").getEncoded());
    Files.writeString(
        authority, "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
  }

  @AfterAll
  static void end() {
    far.close();
  }

  private static KeyStore keys(Path file) throws Exception {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "far",
                "-keyalg",
                "EC",
                "-dname",
                "CN=far",
                "-ext",
                "SAN=dns:far.example,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
  }

  @Test
  void whoNobodyVouchesForIsNotTrusted() {
    try (var outbound = new Outbound(OutboundRules.LOCAL)) {
      assertThatExceptionOfType(CannotReach.class)
          .isThrownBy(() -> call(outbound, "127.0.0.1"))
          .withMessageStartingWith("https://127.0.0.1:" + far.port() + " is not trusted: ")
          .matches(e -> e.kind() == CannotReach.Kind.UNREACHABLE);
    }
  }

  @Test
  void whoTheFileVouchesForIsTrustedUnderTheNameOfTheCertificate() {
    try (var outbound = trusting()) {
      assertThat(call(outbound, "127.0.0.1").status()).isEqualTo(200);
      assertThat(call(outbound, "far.example").status()).isEqualTo(200);
    }
  }

  @Test
  void whoBearsTheCertificateOfAnotherIsNotTrusted() {
    try (var outbound = trusting()) {
      assertThatExceptionOfType(CannotReach.class)
          .isThrownBy(() -> call(outbound, "other.example"))
          .withMessageContaining("is not trusted: ")
          .withMessageContaining("other.example");
    }
  }

  @Test
  void whoeverTheSystemTrustsIsTrustedBesides() throws Exception {
    var both = Authorities.besideTheSystems(Authorities.read(authority));
    var systems = Authorities.besideTheSystems(List.of());
    assertThat(systems.size()).isPositive();
    assertThat(both.size()).isEqualTo(systems.size() + 1);
  }

  @Test
  void aFileMayHoldSeveral() throws Exception {
    var two =
        Files.writeString(directory.resolve("two.pem"), Files.readString(authority).repeat(2));
    assertThat(Authorities.read(two)).hasSize(2);
  }

  private static Outbound trusting() {
    var rules = new OutboundRules(true, List.of(), Authorities.read(authority));
    return new Outbound(rules, host -> List.of(HERE));
  }

  private static OutboundAnswer call(Outbound outbound, String host) {
    var url = "https://" + host + ":" + far.port() + "/";
    return outbound.call(OutboundRequest.get(url, Map.of()), LIMIT);
  }
}
