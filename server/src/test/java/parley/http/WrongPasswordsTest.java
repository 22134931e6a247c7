package parley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static parley.testkit.TestServer.ACCOUNT;
import static parley.testkit.TestServer.TOKEN;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.testkit.Answer;
import parley.testkit.TestClient;
import parley.testkit.TestServer;

/** Guesses are answered late, right credentials never (docs/keys.md). */
@Timeout(120)
class WrongPasswordsTest {
  private static final String ANY = "/v1/Conversations";
  private static final Executor THREADS = Thread::startVirtualThread;

  /** Long: what is not answered before the server ends was late, however slow the machine is. */
  private static final Duration LATE = Duration.ofMinutes(5);

  private TestServer server = TestServer.onSqlite();

  @RegisterExtension final AfterEachCallback end = context -> server.close();

  private void start(Consumer<HttpLimits.Draft> limits) {
    server =
        TestServer.onSqlite()
            .withHttpLimits(
                HttpLimits.but(
                    draft -> {
                      draft.wrongTryDelay = LATE;
                      draft.drainTime = Duration.ZERO;
                      limits.accept(draft);
                    }))
            .start();
  }

  private TestClient wrong() {
    return server.anonymous().as(ACCOUNT, "a guess");
  }

  private static void mistakes(TestClient client) {
    for (var i = 0; i < 5; i++) {
      client.get(ANY).isProblem(401, 20003);
    }
  }

  private static CompletableFuture<Answer> ask(TestClient client) {
    return CompletableFuture.supplyAsync(() -> client.get(ANY), THREADS);
  }

  @Test
  void aGuessIsAnsweredLateWhileTheRightPasswordIsAnsweredAtOnce() {
    start(draft -> {});
    mistakes(wrong());
    var guesses = new CompletableFuture<?>[20];
    for (var i = 0; i < guesses.length; i++) {
      guesses[i] = ask(wrong());
    }
    for (var i = 0; i < 20; i++) {
      server.get(ANY).is(200);
    }
    assertThat(guesses).noneMatch(CompletableFuture::isDone);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "X-Twilio-Token"})
  void aWrongTokenIsAGuessToo(String header) {
    start(draft -> {});
    var value = (header.startsWith("A") ? "Bearer " : "") + "x.y.z";
    var wrong = server.anonymous().with(header, value);
    for (var i = 0; i < 5; i++) {
      wrong.get(ANY).is(401);
    }
    var guess = ask(wrong);
    server.get(ANY).is(200);
    assertThat(guess).isNotDone();
  }

  @Test
  void whoShowsNoCredentialsGuessesNothing() {
    start(draft -> {});
    for (var i = 0; i < 20; i++) {
      server.anonymous().get(ANY).isProblem(401, 20003);
    }
  }

  @Test
  void anAnswerThatIsLateComes() {
    start(draft -> draft.wrongTryDelay = Duration.ofMillis(50));
    for (var i = 0; i < 8; i++) {
      wrong().get(ANY).isProblem(401, 20003);
    }
  }

  @Test
  void whatACallerForwardsIsNotBelieved() {
    start(draft -> {});
    for (var i = 0; i < 5; i++) {
      wrong().with("X-Forwarded-For", "192.0.2." + i).get(ANY).isProblem(401, 20003);
    }
    var guess = ask(wrong().with("X-Forwarded-For", "192.0.2.77"));
    server.get(ANY).is(200);
    assertThat(guess).isNotDone();
  }

  @Test
  void behindATrustedProxyCallersAreToldApartByWhatItAdds() {
    start(draft -> draft.forwardedForTrusted = true);
    var one = wrong().with("X-Forwarded-For", "198.51.100.7, 192.0.2.1");
    var other = wrong().with("X-Forwarded-For", "198.51.100.7, 192.0.2.2");
    mistakes(one);
    mistakes(other);
    var guess = ask(one);
    wrong().with("X-Forwarded-For", "192.0.2.1, somebody").get(ANY).isProblem(401, 20003);
    assertThat(guess).isNotDone();
  }

  @Test
  void guessesDoNotTakeAllConnections() {
    start(draft -> draft.connections = 80);
    mistakes(wrong());
    var late = Stream.generate(() -> ask(wrong())).limit(70).toList();
    await().until(() -> late.stream().filter(CompletableFuture::isDone).count() == 60);
    server.anonymous().as(ACCOUNT, TOKEN).get(ANY).is(200);
  }

  @Test
  void manyGuessesHoldNoThreadThatOthersNeed() {
    start(draft -> draft.connections = 4096);
    mistakes(wrong());
    var guesses = Stream.generate(() -> ask(wrong())).limit(300).toList();
    server.anonymous().as(ACCOUNT, TOKEN).get(ANY).is(200);
    assertThat(guesses).noneMatch(CompletableFuture::isDone);
  }
}
