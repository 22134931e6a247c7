package parley.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.http.Port;
import parley.http.TlsFiles;
import parley.outbound.Authorities;
import parley.testkit.RawConnection;
import parley.testkit.Reaction;
import parley.testkit.Receiver;
import parley.testkit.TestCertificate;
import parley.testkit.TestServer;

/** A proxy that hands on to a server elsewhere, whatever that does. */
@Timeout(120)
class ReverseProxyTest {
  private static final String HOST = "https://conversations.twilio.com";

  /** Of a far end that is slow and answers. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

  @TempDir Path directory;
  private final Receiver far = Receiver.start();
  private ForwardProxy proxy;
  private Duration drainTime = Duration.ofSeconds(1);
  private SSLContext trust;
  private HttpClient http;

  @BeforeEach
  void open() throws Exception {
    open(far.url("/base"), SILENCE);
  }

  private void open(String url, Duration silence, X509Certificate... authorities) throws Exception {
    proxy =
        new ForwardProxy(
            new ProxyRules("127.0.0.1", 0, ProxyRules.Others.REFUSE),
            new ProxyFiles(directory),
            (tls, callers) ->
                new ReverseProxy(
                    new RemoteServer(RemoteServer.parse(url), List.of(authorities)),
                    tls,
                    callers,
                    drainTime,
                    silence));
    proxy.start(Port.take("127.0.0.1", 0));
    trust = trusting(new ProxyFiles(directory).trustStore());
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(ProxySelector.of(new InetSocketAddress(HERE, proxy.address().getPort())))
            .sslContext(trust)
            .build();
  }

  private static SSLContext trusting(Path store) throws Exception {
    var trusted = KeyStore.getInstance(store.toFile(), "parley".toCharArray());
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  @AfterEach
  void close() {
    http.shutdownNow();
    proxy.close();
    far.close();
  }

  @Test
  void aRequestComesAsItWasWithTheHostThatWasAskedBesideTheOneThatAnswers() throws Exception {
    far.answeringAlways(Reaction.json(201, "{\"sid\":\"CH1\"}"));
    var answer =
        ask(
            request("/v1/Conversations/a%2Fb?PageSize=1&x=%C3%A9")
                .header("Authorization", "Basic abc")
                .header("X-Forwarded-For", "192.0.2.1")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("FriendlyName=a+b")));
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("{\"sid\":\"CH1\"}");
    var received = far.await(1);
    assertThat(received.method()).isEqualTo("POST");
    assertThat(received.target()).isEqualTo("/base/v1/Conversations/a%2Fb?PageSize=1&x=%C3%A9");
    assertThat(received.header("Host")).isEqualTo("127.0.0.1:" + far.port());
    assertThat(received.header("X-Forwarded-Host")).isEqualTo("conversations.twilio.com");
    assertThat(received.header("X-Forwarded-Proto")).isEqualTo("https");
    assertThat(received.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
    assertThat(received.header("Authorization")).isEqualTo("Basic abc");
    assertThat(received.form()).isEqualTo(Map.of("FriendlyName", "a b"));
  }

  @Test
  void anAnswerComesAsItWasInWhateverFormItIsSent() throws Exception {
    var said =
        List.of(
            lines("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "X-A: 1", "", "3", "abc", "0")
                + "\r\n\r\n",
            lines("HTTP/1.1 200 OK", "X-A: 1", "", "abc"), // to the end of the connection
            lines("HTTP/1.0 200 OK", "X-A: 1", "", "abc"),
            lines(
                "HTTP/1.1 100 Continue",
                "",
                "HTTP/1.1 200 OK",
                "X-A: 1",
                "Content-Length: 3",
                "",
                "abc"));
    for (var one : said) {
      far.answeringAlways(Reaction.raw(one));
      var answer = ask(request("/v1"));
      assertThat(answer.statusCode()).as(one).isEqualTo(200);
      assertThat(answer.body()).as(one).isEqualTo("abc");
      assertThat(answer.headers().firstValue("X-A")).as(one).contains("1");
    }
  }

  @Test
  void aRedirectIsPassedOnAndNotFollowed() throws Exception {
    far.answeringAlways(
        Reaction.status(301, Map.of("Location", "http://169.254.169.254/secret"), ""));
    var answer = ask(request("/v1"));
    assertThat(answer.statusCode()).isEqualTo(301);
    assertThat(answer.headers().firstValue("Location")).contains("http://169.254.169.254/secret");
    assertThat(far.received()).hasSize(1);
  }

  @Test
  void whoIsNotThereIsToldInTheApisForm() throws Exception {
    far.close();
    for (var one : List.of(request("/v1"), request("/v1").POST(BodyPublishers.ofString("a=b")))) {
      var answer = ask(one);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("2");
      assertThat(answer.body())
          .contains("\"code\":20503")
          .contains("no answer from " + far.url("/base"));
    }
  }

  @Test
  void aChangeThatWasAskedForAndNotAnsweredIsOfUnknownOutcome() throws Exception {
    far.answeringAlways(Reaction.hangUp());
    assertThat(ask(request("/v1").POST(BodyPublishers.ofString("a=b"))).body())
        .contains("\"code\":20510", "look before you repeat");
    assertThat(ask(request("/v1")).body()).contains("\"code\":20503");
    far.answeringAlways(Reaction.raw("no HTTP at all\r\n\r\n"));
    assertThat(ask(request("/v1").DELETE()).body()).contains("\"code\":20510");
  }

  @Test
  void anAnswerThatBreaksOffIsNotTakenForWhole() {
    for (var one :
        List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")) {
      far.answeringAlways(Reaction.raw(one));
      assertThatThrownBy(() -> ask(request("/v1"))).as(one).isInstanceOf(IOException.class);
    }
  }

  @Test
  void anAnswerThatBreaksOffIsNotTakenForWholeByWhoWantsTheConnectionEndedBehindIt()
      throws Exception {
    var head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n";
    for (var end : List.of("", "0\r\n\r\n")) {
      far.answeringAlways(Reaction.raw(head + end));
      try (var raw = tunnel()) {
        raw.send(GET_AND_END);
        var all = raw.all();
        assertThat(all)
            .startsWith("HTTP/1.1 200")
            .containsIgnoringCase("\nTransfer-Encoding: chunked");
        assertThat(all.endsWith("\r\n0\r\n\r\n")).isEqualTo(!end.isEmpty());
      }
    }
  }

  private static final String GET_AND_END =
      lines("GET /v1 HTTP/1.1", "Host: conversations.twilio.com", "Connection: close", "", "");

  @Test
  void aBodyThatSaysNothingOfItselfIsHandedOnSo() throws Exception {
    far.answeringAlways(Reaction.status(201));
    ask(request("/v1").POST(BodyPublishers.ofString("a=b")));
    var received = far.await(1);
    assertThat(received.header("Content-Length")).isEqualTo("3");
    assertThat(received.header("Content-Type")).isNull();
  }

  @Test
  void whatNamesNoPathIsHandedOnToNobody() throws Exception {
    for (var target : List.of("*", "@a.example/", ".example/")) {
      try (var raw = tunnel()) {
        raw.send(GET_AND_END.replace("GET /v1", "OPTIONS " + target));
        assertThat(raw.answer()).as(target).startsWith("HTTP/1.1 400").contains("\"code\":20422");
      }
    }
    assertThat(far.received()).isEmpty();
  }

  @Test
  void manyAskAtOnceAndEachHasItsOwnAnswer() {
    far.answering(request -> Reaction.json(200, request.target()));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          IntStream.range(0, 100)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> {
                            try {
                              return ask(request("/v1/" + i)).body();
                            } catch (Exception e) {
                              throw new AssertionError(e);
                            }
                          },
                          threads))
              .toList();
      for (var i = 0; i < 100; i++) {
        assertThat(answers.get(i).join()).isEqualTo("/base/v1/" + i);
      }
    }
  }

  @Test
  void whatMeansTwoRequestsIsRefusedAndNothingIsHandedOn() throws Exception {
    var host = "Host: conversations.twilio.com";
    var chunked = "Transfer-Encoding: chunked";
    for (var head :
        List.of(
            lines("POST /v1 HTTP/1.1", host, "Content-Length: 4", chunked),
            lines("POST /v1 HTTP/1.1", host, "Content-Length: 4", "Content-Length: 5"),
            lines("POST /v1 HTTP/1.1", host, chunked + ", identity"),
            lines("GET /v1 x HTTP/1.1", host),
            lines("GET /v1 HTTP/1.1", host, "Host: api.twilio.com"))) {
      try (var raw = tunnel()) {
        raw.send(lines(head, "", "0", "", "GET /two HTTP/1.1", "", ""));
        assertThat(raw.answer()).as(head).startsWith("HTTP/1.1 400").contains("\"code\":20422");
      }
    }
    assertThat(far.received()).isEmpty();
  }

  @Test
  void whoSaysNothingIsNotWaitedForForEver() throws Exception {
    proxy.close();
    open(far.url("/base"), Duration.ofSeconds(2));
    far.answeringAlways(Reaction.nothing());
    assertThat(ask(request("/v1")).body()).contains("\"code\":20503", "nothing came in time");
    assertThat(ask(request("/v1").POST(BodyPublishers.ofString("a=b"))).body())
        .contains("\"code\":20510");
  }

  @Test
  void whileAStopWaitsForAnAnswerNobodyElseIsLetIn() throws Exception {
    proxy.close();
    drainTime = Duration.ofMinutes(1);
    open(far.url("/base"), SILENCE);
    far.answeringAlways(Reaction.nothing());
    var underWay = http.sendAsync(request("/v1").build(), BodyHandlers.ofString());
    await().until(() -> !far.received().isEmpty());
    var port = proxy.address().getPort();
    var stop = Thread.ofVirtual().start(proxy::close);
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> new Socket(HERE, port).close())
                    .isInstanceOf(ConnectException.class));
    assertThat(stop.isAlive()).isTrue();
    far.close();
    assertThat(underWay.join().body()).contains("\"code\":20503");
    stop.join();
  }

  @Test
  void aWebSocketIsOneConnectionByteByByteWhatComesAtOnceIncluded() throws Exception {
    far.answeringAlways(
        Reaction.raw(
            lines(
                "HTTP/1.1 101 Yes",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Accept: abc",
                "Sec-WebSocket-Extensions: x-any",
                "",
                "\u0081\u0002hi")));
    try (var raw = tunnel()) {
      raw.send(UPGRADE);
      var answer = raw.answer();
      assertThat(answer).startsWith("HTTP/1.1 101").contains("Sec-WebSocket-Extensions: x-any");
      assertThat(raw.read(4)).isEqualTo("\u0081\u0002hi");
      raw.awaitClosed();
    }
    var received = far.await(1);
    assertThat(received.header("Upgrade")).isEqualTo("websocket");
    assertThat(received.header("Connection")).isEqualTo("Upgrade");
    assertThat(received.header("Sec-WebSocket-Key")).isEqualTo("a2V5");
    assertThat(received.header("X-Forwarded-Host")).isEqualTo("conversations.twilio.com");
  }

  private static final String UPGRADE =
      lines(
          "GET /live HTTP/1.1",
          "Host: conversations.twilio.com",
          "Upgrade: websocket",
          "Connection: keep-alive, Upgrade",
          "Sec-WebSocket-Key: a2V5",
          "",
          "");

  @Test
  void aWebSocketThatIsRefusedIsToldAsItWas() throws Exception {
    far.answeringAlways(Reaction.json(404, "{\"code\":20404}"));
    try (var raw = tunnel()) {
      assertThat(raw.send(UPGRADE).answer())
          .startsWith("HTTP/1.1 404")
          .endsWith("{\"code\":20404}");
    }
    far.answeringAlways(Reaction.hangUp());
    try (var raw = tunnel()) {
      assertThat(raw.send(UPGRADE).answer()).startsWith("HTTP/1.1 503").contains("\"code\":20503");
    }
  }

  @Test
  void aBrokenBodyIsItsSendersFaultAndThereIsNoTunnelWithinATunnel() throws Exception {
    far.answeringAlways(Reaction.nothing());
    var head = lines("POST /v1 HTTP/1.1", "Host: conversations.twilio.com", "");
    try (var raw = tunnel()) {
      raw.send(head + lines("Transfer-Encoding: chunked", "", "zz", ""));
      assertThat(raw.answer()).startsWith("HTTP/1.1 400").contains("\"code\":20422");
    }
    try (var raw = tunnel()) {
      raw.send(lines("CONNECT a.example:1 HTTP/1.1", "Host: a.example:1", "", ""));
      assertThat(raw.answer()).startsWith("HTTP/1.1 405").contains("\"code\":20004");
    }
  }

  private RawConnection tunnel() throws IOException {
    var plain = new Socket(HERE, proxy.address().getPort());
    var connect = lines("CONNECT conversations.twilio.com:443 HTTP/1.1", "Host: x", "", "");
    assertThat(RawConnection.over(plain).send(connect).answer()).startsWith("HTTP/1.1 200");
    var tls =
        (SSLSocket)
            trust.getSocketFactory().createSocket(plain, "conversations.twilio.com", 443, true);
    tls.startHandshake();
    return RawConnection.over(tls);
  }

  @Test
  void aLargeFileGoesBothWaysAndARefusedOneIsToldWhy() throws Exception {
    try (var server = TestServer.onSqlite().start()) {
      proxy.close();
      open(server.address().toString(), SILENCE);
      var file = directory.resolve("large");
      try (var out = Files.newOutputStream(file)) {
        for (var i = 0; i < 300; i++) {
          out.write(new byte[100_000 + i]);
        }
      }
      var service = server.client().get("/v1/Configuration").text("default_chat_service_sid");
      var media = "https://mcs.us1.twilio.com/v1/Services/" + service + "/Media";
      var made = ask(upload(media, BodyPublishers.ofFile(file), TestServer.TOKEN));
      assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
      var sid = made.body().replaceFirst("(?s).*\"sid\":\"(ME\\w+)\".*", "$1");
      var told = ask(upload(media + "/" + sid, null, TestServer.TOKEN)).body();
      var link = told.replaceFirst("(?s).*\"content_direct_temporary\":\"([^\"]+)\".*", "$1");
      assertThat(link).startsWith("https://mcs.us1.twilio.com/");
      var copy = directory.resolve("copy");
      http.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofFile(copy));
      assertThat(copy).hasSameBinaryContentAs(file);
      var refused = ask(upload(media, BodyPublishers.ofFile(file), "wrong"));
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.body()).contains("\"code\":20003");
    }
  }

  @Test
  void aServerOfTlsHasToBeTrusted() throws Exception {
    var certificate = TestCertificate.make(directory, "EC", "localhost");
    var chain = directory.resolve("far.pem");
    var key = directory.resolve("far-key.pem");
    certificate.writeChain(chain);
    certificate.writeKey(key);
    try (var server =
        TestServer.onSqlite().prepared(far -> far.secure(new TlsFiles(chain, key))).start()) {
      proxy.close();
      var url = "https://localhost:" + server.address().getPort();
      open(url, SILENCE);
      assertThat(ask(request("/v1/Conversations")).body())
          .contains("\"code\":20503", "it is not trusted");
      proxy.close();
      open(url, SILENCE, Authorities.read(chain).toArray(X509Certificate[]::new));
      assertThat(ask(request("/v1/Conversations")).body()).contains("\"code\":20003");
    }
  }

  private static HttpRequest.Builder upload(
      String url, @Nullable BodyPublisher body, String token) {
    var both = (TestServer.ACCOUNT + ":" + token).getBytes(StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
    return body == null
        ? request
        : request.header("Content-Type", "text/plain").POST(body).expectContinue(true);
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines);
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(HOST + path));
  }

  private HttpResponse<String> ask(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
  }
}
