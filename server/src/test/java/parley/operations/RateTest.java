package parley.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parley.http.Routes;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.TestServer;

/** Changes that come too fast are refused before they begin (docs/behaviour.md 1.10). */
class RateTest {
  private final AtomicLong nanos = new AtomicLong();
  private TestServer server = TestServer.onSqlite();

  @AfterEach
  void close() {
    server.close();
  }

  private Chat startWith(int ofConversation, int ofService, int ofCaller) {
    server =
        TestServer.onSqlite()
            .withRateRules(new RateRules(ofConversation, ofService, ofCaller, nanos::get))
            .start();
    return server.chat();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private Answer say(String room) {
    return server.post(Chat.messages(room), "Body", "hello");
  }

  private static void assertTooFast(Answer answer, int code) {
    answer.isProblem(429, code);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void oneChangeTooManyInAConversationIsRefusedAndDoesNothing() {
    var chat = startWith(2, 0, 0);
    var room = chat.conversation("UniqueName", "room");
    var other = chat.conversation();
    chat.sayAll(room, "ada", 2);
    assertTooFast(say(room), 50063);
    assertTooFast(say("room"), 50063); // by whichever of its names
    assertTooFast(server.delete("/v1/Conversations/" + room + "/Messages/IM1"), 50063);
    say(other).is(201);
    assertThat(server.get(Chat.messages(room)).column("index")).containsExactly("0", "1");
    pass(Duration.ofMillis(500)); // one of two in a second
    say(room).is(201);
    assertTooFast(say(room), 50063);
  }

  @Test
  void aConversationThatIsNotThereHasNoRate() {
    startWith(1, 0, 0);
    say("nowhere").is(404);
    say("nowhere").is(404);
  }

  @Test
  void whatMakesOrEndsAConversationCountsAgainstItsService() {
    var chat = startWith(0, 2, 0);
    var room = chat.conversation();
    var user = server.post("/v1/Users", "Identity", "ada").is(201).sid();
    assertTooFast(server.post("/v1/Conversations"), 50074);
    assertTooFast(server.delete("/v1/Conversations/" + room), 50074);
    assertTooFast(server.post("/v1/Users/" + user, "FriendlyName", "Ada"), 50074);
    server.post("/v1/Conversations/" + room, "FriendlyName", "Boats").is(200);
    chat.sayAll(room, "ada", 5);
    var service = server.post("/v1/Services", "FriendlyName", "other").is(201).sid();
    server.post("/v1/Services/" + service + "/Conversations").is(201);
  }

  @Test
  void everyCallerCountsForItself() {
    startWith(0, 0, 1);
    var key = server.apiKeys().add(TestServer.ACCOUNT, null);
    server.post("/v1/Conversations").is(201);
    assertTooFast(server.post("/v1/Conversations"), 20429);
    assertTooFast(server.post("/v1/Configuration", "DefaultClosedTimer", "PT1H"), 20429);
    server.anonymous().as(key.sid(), key.secret()).post("/v1/Conversations").is(201);
    pass(Duration.ofSeconds(1));
    server.post("/v1/Conversations").is(201);
  }

  @Test
  void readsAreFree() {
    startWith(1, 1, 1);
    for (var i = 0; i < 20; i++) {
      server.get("/v1/Conversations").is(200);
    }
  }

  @Test
  void testControlsAreNotCountedAndAResetForgetsWhatWas() {
    server =
        TestServer.onSqlite()
            .withTestControls()
            .withRateRules(new RateRules(0, 0, 1, nanos::get))
            .start();
    for (var again = 0; again < 2; again++) {
      server.post("/v1/Conversations").is(201);
      assertTooFast(server.post("/v1/Conversations"), 20429);
      server.post("/parley/v1/Test/Reset").is(204);
    }
  }

  @Test
  void withoutARuleNothingIsCounted() {
    var chat = server.start().chat();
    chat.sayAll(chat.conversation(), "ada", 50);
  }

  @Test
  void eachChangeOfTheTableIsServedAndCountedInBothFamiliesOfPaths() {
    server.start();
    for (var scope : RateScope.values()) {
      var counted =
          server.routes().table().stream()
              .filter(route -> !route.method().equals("GET"))
              .filter(route -> RateScope.of(route) == scope)
              .map(Routes.Route::template)
              .toList();
      switch (scope) {
        case CONVERSATION -> assertThat(counted).hasSize(2 * 9).allMatch(RateTest::isOfOne);
        case SERVICE -> assertThat(counted).hasSize(2 * 9 + 2); // media are in one family
        case CALLER ->
            assertThat(counted)
                .noneMatch(path -> path.matches(".*/(Messages|Participants|Roles|Users)(/[^/]*)?"));
      }
    }
  }

  private static boolean isOfOne(String template) {
    return template.contains("/Conversations/{");
  }
}
