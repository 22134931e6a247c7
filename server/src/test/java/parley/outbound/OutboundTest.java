package parley.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.testkit.Reaction;
import parley.testkit.Receiver;

/** Calls reach the far end as they were wished, and answers come back within bounds. */
class OutboundTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @AutoClose private final Receiver far = Receiver.start();
  @AutoClose private final Outbound outbound = new Outbound(OutboundRules.LOCAL);

  @Test
  void aFormIsPostedAsItStands() {
    far.answeringAlways(Reaction.json(201, "{\"friendly_name\":\"Zoë\"}"));
    var answer =
        outbound.call(
            OutboundRequest.post(
                far.url("/hook?a=b%20c"),
                Map.of("User-Agent", "TwilioProxy/1.1"),
                "Body=%F0%9F%98%80&Empty="),
            LIMIT);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text()).isEqualTo("{\"friendly_name\":\"Zoë\"}");
    assertThat(answer.contentType()).isEqualTo("application/json");
    assertThat(answer.cut()).isFalse();
    var got = far.await(1);
    assertThat(got.method()).isEqualTo("POST");
    assertThat(got.url()).isEqualTo(far.url("/hook?a=b%20c"));
    assertThat(got.body()).isEqualTo("Body=%F0%9F%98%80&Empty=");
    assertThat(got.form()).containsExactly(Map.entry("Body", "😀"), Map.entry("Empty", ""));
    assertThat(got.header("user-agent")).isEqualTo("TwilioProxy/1.1");
    assertThat(got.headers())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("Host", "User-Agent", "Content-Type", "Content-Length");
  }

  @Test
  void aGetHasNoBodyAndNoHeadersOfTheClientsOwn() {
    assertThat(call("/a//b?x").status()).isEqualTo(200);
    assertThat(far.await(1).target()).isEqualTo("/a//b?x");
    assertThat(far.await(1).headers()).extracting(Map.Entry::getKey).containsExactly("Host");
  }

  /** The first caller is who has all made ready for calls. */
  @Test
  void aFirstCallerWhoIsInterruptedGivesUpHisCallAlone() {
    Thread.currentThread().interrupt();
    assertThat(failure("/").kind()).isEqualTo(CannotReach.Kind.STOPPED);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(call("/").status()).isEqualTo(200);
  }

  @Test
  void aConnectionIsUsedAgain() {
    call("/1");
    call("/2");
    call("/3");
    assertThat(far.connections()).isOne();
  }

  @Test
  void aKeptConnectionThatEndsWithoutAWordIsTriedAgainOnceOnANewOne() {
    call("/1");
    far.answering(request -> far.received().size() == 2 ? Reaction.hangUp() : Reaction.status(204));
    assertThat(call("/2").status()).isEqualTo(204);
    assertThat(far.received()).hasSize(3);
    assertThat(far.connections()).isEqualTo(2);
  }

  @Test
  void aNewConnectionThatEndsWithoutAWordIsBroken() {
    far.answeringAlways(Reaction.hangUp());
    assertThat(failure("/").kind()).isEqualTo(CannotReach.Kind.BROKEN);
    assertThat(far.received()).hasSize(1);
  }

  @Test
  void anAnswerIsReadNoFurtherThanItsBound() {
    far.answeringAlways(
        Reaction.drip(
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"
                + "y".repeat(Outbound.ANSWER_BYTES_MAX),
            Duration.ofSeconds(100)));
    var answer = call("/");
    assertThat(answer.body()).hasSize(Outbound.ANSWER_BYTES_MAX);
    assertThat(answer.cut()).isTrue();
  }

  @Test
  void anAnswerThatDripsEndsAtTheLimit() {
    far.answeringAlways(
        Reaction.drip("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", Duration.ofMillis(20)));
    assertThat(failure("/", Duration.ofMillis(300)).kind()).isEqualTo(CannotReach.Kind.TIMED_OUT);
  }

  @Test
  void anAnswerThatNeverComesEndsAtTheLimit() {
    far.answeringAlways(Reaction.nothing());
    var failure = failure("/secret?token", Duration.ofMillis(300));
    assertThat(failure.kind()).isEqualTo(CannotReach.Kind.TIMED_OUT);
    assertThat(failure)
        .hasMessage("http://127.0.0.1:%d gave no whole answer within 300 ms", far.port());
  }

  private OutboundAnswer call(String path) {
    return outbound.call(OutboundRequest.get(far.url(path), Map.of()), LIMIT);
  }

  private CannotReach failure(String path) {
    return failure(path, LIMIT);
  }

  private CannotReach failure(String path, Duration limit) {
    var request = OutboundRequest.get(far.url(path), Map.of());
    return assertThatExceptionOfType(CannotReach.class)
        .isThrownBy(() -> outbound.call(request, limit))
        .actual();
  }
}
