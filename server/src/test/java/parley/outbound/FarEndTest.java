package parley.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.testkit.Reaction;
import parley.testkit.Receiver;

/** Whatever a far end does, the caller gets an answer or a reason, and keeps nothing of it. */
class FarEndTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @AutoClose private final Receiver far = Receiver.start();
  @AutoClose private final Outbound outbound = new Outbound(OutboundRules.LOCAL);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.9\r\n",
        "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Type: te",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n",
        "\u0000\u0001\u0002\u0003\r\n\r\n"
      })
  void garbageIsBroken(String bytes) {
    far.answeringAlways(Reaction.raw(bytes));
    assertThat(failure(LIMIT).kind()).isEqualTo(CannotReach.Kind.BROKEN);
  }

  @Test
  void aHeadWithoutEndIsBroken() {
    far.answeringAlways(Reaction.raw("HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000) + "\r\n\r\n"));
    assertThat(failure(LIMIT).kind()).isEqualTo(CannotReach.Kind.BROKEN);
  }

  @Test
  void whatOnlyAnnouncesAnAnswerIsNone() {
    far.answeringAlways(
        Reaction.raw(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    assertThat(call().text()).isEqualTo("ok");
  }

  @Test
  void anAnswerWithoutLengthEndsWithItsConnection() {
    far.answeringAlways(Reaction.raw("HTTP/1.0 200 OK\r\n\r\nall of it"));
    assertThat(call().text()).isEqualTo("all of it");
  }

  @Test
  void whatIsCompressedIsNotDecoded() {
    far.answeringAlways(Reaction.status(200, Map.of("Content-Encoding", "gzip"), "no gzip at all"));
    assertThat(call().text()).isEqualTo("no gzip at all");
  }

  @Test
  void cookiesAndQuestionsForPasswordsAreForgotten() {
    var asking = Map.of("Set-Cookie", "a=b; Path=/", "WWW-Authenticate", "Basic realm=\"x\"");
    far.answeringAlways(Reaction.status(401, asking, ""));
    assertThat(call().status()).isEqualTo(401);
    assertThat(call().status()).isEqualTo(401);
    assertThat(far.received())
        .hasSize(2)
        .allMatch(one -> one.header("Cookie") == null && one.header("Authorization") == null);
  }

  @Test
  void whenToComeBackIsTold() {
    far.answeringAlways(Reaction.status(503, Map.of("Retry-After", "7"), ""));
    assertThat(call().retryAfter()).isEqualTo("7");
  }

  @Test
  void aConnectionThatWasGivenUpIsClosed() {
    far.answeringAlways(
        Reaction.drip("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", Duration.ofMillis(20)));
    assertThat(failure(Duration.ofMillis(200)).kind()).isEqualTo(CannotReach.Kind.TIMED_OUT);
    await().until(() -> far.openConnections() == 0);
  }

  @Test
  void nobodyListeningIsUnreachable() {
    far.close();
    var failure = failure(LIMIT);
    assertThat(failure.kind()).isEqualTo(CannotReach.Kind.UNREACHABLE);
    assertThat(failure).hasMessage("http://127.0.0.1:%d refused the connection", far.port());
  }

  @Test
  void aNameWithoutAddressIsUnreachable() {
    try (var lost = new Outbound(OutboundRules.LOCAL, host -> List.of())) {
      var request = OutboundRequest.get("http://nowhere.example/", Map.of());
      assertThatExceptionOfType(CannotReach.class)
          .isThrownBy(() -> lost.call(request, LIMIT))
          .withMessage("http://nowhere.example is a host without an address")
          .matches(e -> e.kind() == CannotReach.Kind.UNREACHABLE);
    }
  }

  @Test
  void twoHundredCallsWaitBesideEachOther() throws Exception {
    var all = new CountDownLatch(200);
    far.answering(
        request -> {
          all.countDown();
          awaitQuietly(all);
          return Reaction.status(200);
        });
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<OutboundAnswer>>();
      for (var i = 0; i < 200; i++) {
        answers.add(callers.submit(this::call));
      }
      for (var answer : answers) {
        assertThat(answer.get().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void aStopEndsWhatIsUnderWayAndWhatComesLater() throws Exception {
    far.answeringAlways(Reaction.nothing());
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var underWay = callers.submit(() -> failure(LIMIT));
      far.await(1);
      outbound.close();
      assertThat(underWay.get().kind()).isEqualTo(CannotReach.Kind.STOPPED);
    }
    assertThat(failure(LIMIT).kind()).isEqualTo(CannotReach.Kind.STOPPED);
  }

  @Test
  void whoIsInterruptedWaitsNoLongerAndStaysInterrupted() throws Exception {
    far.answeringAlways(Reaction.nothing());
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var caller = new Thread[1];
      var underWay =
          callers.submit(
              () -> {
                caller[0] = Thread.currentThread();
                assertThat(failure(LIMIT).kind()).isEqualTo(CannotReach.Kind.STOPPED);
                return Thread.interrupted();
              });
      far.await(1);
      caller[0].interrupt();
      assertThat(underWay.get()).isTrue();
    }
    await().until(() -> far.openConnections() == 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "Host", "Content-Length", "Transfer-Encoding", "X\r\nHost", "", "X:"})
  void aHeaderOfThisNameIsNotSent(String name) {
    refused(Map.of(name, "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nHost: evil", "a\nb", "a\u0000", "😀"})
  void aHeaderOfThisValueIsNotSent(String value) {
    refused(Map.of("X-Any", value));
  }

  private void refused(Map<String, String> headers) {
    var request = OutboundRequest.get(far.url("/"), headers);
    assertThatExceptionOfType(CannotReach.class)
        .isThrownBy(() -> outbound.call(request, LIMIT))
        .matches(e -> e.kind() == CannotReach.Kind.FORBIDDEN);
    assertThat(far.connections()).isZero();
  }

  private OutboundAnswer call() {
    return outbound.call(OutboundRequest.get(far.url("/"), Map.of()), LIMIT);
  }

  private CannotReach failure(Duration limit) {
    var request = OutboundRequest.get(far.url("/"), Map.of());
    return assertThatExceptionOfType(CannotReach.class)
        .isThrownBy(() -> outbound.call(request, limit))
        .actual();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
