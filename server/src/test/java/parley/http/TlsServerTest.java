package parley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.testkit.LogLines;
import parley.testkit.RawConnection;
import parley.testkit.TestCertificate;
import parley.testkit.TestServer;

/** A server that speaks TLS by itself. */
@Timeout(120)
class TlsServerTest {
  private static final String GET =
      "GET /v1/Conversations HTTP/1.1\r\nHost: chat.example\r\nAuthorization: "
          + TestServer.AUTHORIZATION
          + "\r\n\r\n";

  @TempDir Path directory;
  private TestServer server = TestServer.onSqlite();

  @AfterEach
  void close() {
    server.close();
  }

  private TlsFiles files(TestCertificate one) throws IOException, GeneralSecurityException {
    var files = new TlsFiles(directory.resolve("cert.pem"), directory.resolve("key.pem"));
    one.writeChain(files.certificates());
    one.writeKey(files.key());
    return files;
  }

  private void start(TlsFiles files) {
    server =
        TestServer.onSqlite()
            .withHttpLimits(HttpLimits.but(draft -> draft.requestTime = Duration.ofMillis(500)))
            .prepared(one -> one.secure(new TlsReload(files, Duration.ofMillis(20))))
            .start();
  }

  private SSLSocket connect(SSLContext trust) throws IOException {
    var address = server.address();
    var socket = trust.getSocketFactory().createSocket(address.getHost(), address.getPort());
    ((SSLSocket) socket).startHandshake();
    return (SSLSocket) socket;
  }

  @ParameterizedTest
  @CsvSource({"EC, TLSv1.3", "RSA, TLSv1.2"})
  void aClientThatTrustsTheAuthorityIsServed(String algorithm, String protocol) throws Exception {
    var certificate = TestCertificate.make(directory, algorithm, "one");
    start(files(certificate));
    assertThat(server.address().toString()).startsWith("https://127.0.0.1:");
    var trust = TestCertificate.trusting(certificate);
    var parameters = trust.getDefaultSSLParameters();
    parameters.setProtocols(new String[] {protocol});
    try (var client = HttpClient.newBuilder().sslContext(trust).sslParameters(parameters).build()) {
      var request =
          HttpRequest.newBuilder(server.address().resolve("/v1/Conversations"))
              .header("Authorization", TestServer.AUTHORIZATION)
              .build();
      var answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"url\":\"" + server.address() + "/v1/Conversations");
    }
  }

  @Test
  void aNewPairIsSeenByNewConnectionsWhileOldOnesGoOn() throws Exception {
    var one = TestCertificate.make(directory, "EC", "one");
    var two = TestCertificate.make(directory, "RSA", "two");
    var files = files(one);
    start(files);
    var trust = TestCertificate.trusting(one, two);
    try (var before = connect(trust);
        var old = RawConnection.over(before)) {
      assertThat(TestCertificate.shownOn(before)).isEqualTo("CN=one");
      assertThat(old.send(GET).answer()).startsWith("HTTP/1.1 200");
      files(two);
      await().until(() -> shown(trust).equals("CN=two"));
      assertThat(old.send(GET).answer()).startsWith("HTTP/1.1 200");
      assertThat(TestCertificate.shownOn(before)).isEqualTo("CN=one");
    }
  }

  private String shown(SSLContext trust) throws IOException {
    try (var connection = connect(trust)) {
      return TestCertificate.shownOn(connection);
    }
  }

  @Test
  void aPairThatIsNoneIsLoggedAndTheOldOneStays() throws Exception {
    var one = TestCertificate.make(directory, "EC", "one");
    var two = TestCertificate.make(directory, "EC", "two");
    var files = files(one);
    start(files);
    var trust = TestCertificate.trusting(one, two);
    try (var log = LogLines.of("parley.http.TlsReload")) {
      two.writeChain(files.certificates());
      await().until(() -> log.all().stream().anyMatch(line -> line.contains("is not that of")));
      assertThat(shown(trust)).isEqualTo("CN=one");
      two.writeKey(files.key());
      await().until(() -> shown(trust).equals("CN=two"));
    }
  }

  @Test
  void aFileThatIsGoneIsLoggedAndTheOldCertificateStays() throws Exception {
    var one = TestCertificate.make(directory, "EC", "one");
    var files = files(one);
    start(files);
    try (var log = LogLines.of("parley.http.TlsReload")) {
      Files.delete(files.key());
      await().until(() -> log.all().stream().anyMatch(line -> line.contains("certificate stays")));
      assertThat(shown(TestCertificate.trusting(one))).isEqualTo("CN=one");
      files(one);
      await().until(() -> log.all().stream().anyMatch(line -> line.contains("is in")));
    }
  }

  @Test
  void aCertificateThatIsOutOfDateIsShownAndLogged() throws Exception {
    var outdated = TestCertificate.makeOutdated(directory, "old");
    var files = files(outdated);
    try (var log = LogLines.of("parley.http.TlsReload")) {
      start(files);
      assertThat(log.all()).singleElement().asString().contains("clients will refuse it");
      files(TestCertificate.make(directory, "EC", "new"));
      await().until(() -> log.all().size() > 1);
      assertThat(log.all().getLast()).contains("new connections see the certificate");
      files(outdated);
      await().until(() -> log.all().size() > 3);
      assertThat(log.all().getLast()).contains("clients will refuse it");
    }
  }

  @Test
  void aHandshakeThatDoesNotComeToItsEndIsEnded() throws Exception {
    start(files(TestCertificate.make(directory, "EC", "one")));
    var address = server.address();
    try (var socket = new Socket(address.getHost(), address.getPort());
        var raw = RawConnection.over(socket)) {
      raw.send("\u0016\u0003\u0001"); // a ClientHello begins so
      raw.awaitClosed();
    }
  }

  @Test
  void aStopEndsConnectionsOnWhichNothingIsUnderWay() throws Exception {
    var one = TestCertificate.make(directory, "EC", "one");
    start(files(one));
    var address = server.address();
    try (var idle = RawConnection.over(connect(TestCertificate.trusting(one)));
        var shaking = RawConnection.over(new Socket(address.getHost(), address.getPort()));
        var log = LogLines.of("parley.http.HttpServer")) {
      assertThat(idle.send(GET).answer()).startsWith("HTTP/1.1 200");
      shaking.send("\u0016\u0003\u0001");
      server.close();
      idle.awaitClosed();
      shaking.awaitClosed();
      assertThat(log.all()).as("what was cut off").isEmpty();
    }
  }

  @Test
  void theLimitsOfRequestsHoldAndTheirAnswersReachWhoIsStillSending() throws Exception {
    var one = TestCertificate.make(directory, "EC", "one");
    start(files(one));
    var trust = TestCertificate.trusting(one);
    try (var late = RawConnection.over(connect(trust));
        var large = RawConnection.over(connect(trust))) {
      assertThat(late.send(GET.substring(0, 30)).answer()).startsWith("HTTP/1.1 408");
      late.awaitClosed();
      var head =
          GET.replace("GET", "POST").replace("\r\n\r\n", "\r\nContent-Length: 9000000\r\n\r\n");
      assertThat(large.send(head).send("FriendlyN").send(new byte[200_000]).answer())
          .startsWith("HTTP/1.1 413");
    }
  }
}
