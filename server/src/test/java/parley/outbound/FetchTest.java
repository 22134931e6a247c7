package parley.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.outbound.CannotReach.Kind;
import parley.testkit.Reaction;
import parley.testkit.Receiver;

/** Files are read while they come, within bounds of bytes and time. */
class FetchTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @AutoClose private final Receiver far = Receiver.start();
  @AutoClose private final Outbound outbound = new Outbound(OutboundRules.LOCAL);

  @Test
  void aFileComesWithItsTypeItsNameAndItsLength() {
    var body = "0123456789".repeat(100_000);
    far.answeringAlways(Reaction.status(200, Map.of("Content-Type", "image/png"), body));
    var told =
        fetch(
            "/pictures/caf%C3%A9.png?size=big",
            body.length(),
            fetched -> {
              assertThat(fetched.status()).isEqualTo(200);
              assertThat(fetched.contentType()).isEqualTo("image/png");
              assertThat(fetched.fileName()).isEqualTo("café.png");
              assertThat(fetched.length()).isEqualTo(body.length());
              return new String(fetched.body().readAllBytes(), StandardCharsets.UTF_8);
            });
    assertThat(told).isEqualTo(body);
    fetch("/again", 0, fetched -> 0);
    assertThat(far.connections()).isOne();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "attachment; filename=a.png, a.png",
        "`attachment; filename=\"my; file.png\"`, my; file.png",
        "`attachment; filename=\"x.png\"; filename*=UTF-8''%E2%82%AC.png`, €.png",
        "attachment; filename=../../etc/passwd, passwd",
        "`attachment; filename=\"C:\\\\Users\\\\a.png\"`, a.png",
        "attachment, last.png",
        "attachment; filename=.., last.png",
        "inline; filename*=utf-8''%zz, %zz"
      })
  void theNameIsTheOneThatIsToldElseTheLastOfThePath(String disposition, String name) {
    far.answeringAlways(Reaction.status(200, Map.of("Content-Disposition", disposition), ""));
    String told = fetch("/some/last.png", 0, fetched -> String.valueOf(fetched.fileName()));
    assertThat(told).isEqualTo(name);
  }

  @Test
  void aPathWithoutALastPartTellsNoName() {
    boolean nameless = fetch("/?a.png", 0, fetched -> fetched.fileName() == null);
    assertThat(nameless).isTrue();
  }

  @Test
  void aFileThatIsTooLongIsGivenUp() {
    far.answeringAlways(Reaction.drip("HTTP/1.1 200 OK\r\n\r\n", Duration.ofMillis(5)));
    assertThat(failure(9, LIMIT, fetched -> fetched.body().readAllBytes()).kind())
        .isEqualTo(Kind.TOO_LARGE);
    await().until(() -> far.openConnections() == 0);
  }

  @Test
  void aFileThatComesTooSlowlyIsGivenUp() {
    far.answeringAlways(Reaction.drip("HTTP/1.1 200 OK\r\n\r\n", Duration.ofMillis(20)));
    var limit = Duration.ofMillis(300);
    assertThat(failure(9999, limit, fetched -> fetched.body().readAllBytes()).kind())
        .isEqualTo(Kind.TIMED_OUT);
    await().until(() -> far.openConnections() == 0);
  }

  @Test
  void aFileThatBreaksOffIsBrokenWhateverTheReaderMakesOfIt() {
    far.answeringAlways(Reaction.raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"));
    var failure =
        failure(
            99,
            LIMIT,
            fetched -> {
              try {
                return fetched.body().readAllBytes();
              } catch (IOException e) {
                throw new UncheckedIOException("could not be stored", e);
              }
            });
    assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
  }

  @Test
  void whatTheReaderFailsOfIsNotTheFarEndsFault() {
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(
            () ->
                fetch(
                    "/",
                    9,
                    fetched -> {
                      throw new IOException("disk full");
                    }))
        .withStackTraceContaining("disk full");
  }

  private <T> T fetch(String path, long bytesMax, Fetched.Reader<T> reader) {
    return outbound.fetch(OutboundRequest.get(far.url(path), Map.of()), LIMIT, bytesMax, reader);
  }

  private CannotReach failure(long bytesMax, Duration limit, Fetched.Reader<byte[]> reader) {
    var request = OutboundRequest.get(far.url("/"), Map.of());
    return assertThatExceptionOfType(CannotReach.class)
        .isThrownBy(() -> outbound.fetch(request, limit, bytesMax, reader))
        .actual();
  }
}
