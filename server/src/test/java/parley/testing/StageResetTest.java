package parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.TestServer;

/** What a reset makes of fixtures, faults and receivers. */
class StageResetTest {
  private static final String TEST = "/parley/v1/Test";

  @RegisterExtension final TestServer server = TestServer.onSqlite().withTestControls();

  @Test
  void itEndsFaultsAndForgetsReceivers() {
    server.post(TEST + "/Faults", "Status", "500").is(201);
    server.anonymous().post(TEST + "/Sink/a", "b", "c").is(200);
    server.post(TEST + "/Sink/a/Answer", "Status", "503").is(204);
    server.post(TEST + "/Reset").is(204);
    server.get("/v1/Conversations").is(200);
    assertThat(server.get(TEST + "/Faults").at("/faults")).isEmpty();
    assertThat(server.get(TEST + "/Sink/a/Requests").at("/requests")).isEmpty();
    server.anonymous().post(TEST + "/Sink/a").is(200);
  }

  @Test
  void faultsAreOfTodayBehindAClockThatWasFarAhead() {
    server.post(TEST + "/Clock", "Advance", "P10Y").is(200);
    var before = server.post(TEST + "/Faults", "DelayMs", "0").is(201).sid();
    server.post(TEST + "/Reset").is(204);
    assertThat(server.post(TEST + "/Faults", "DelayMs", "0").is(201).sid()).isLessThan(before);
  }

  @Test
  void itWaitsForNobodyWhoWaitsForAReceiver() throws InterruptedException {
    var waiting =
        Thread.ofVirtual()
            .start(() -> server.get(TEST + "/Sink/a/Requests?WaitMs=30000&AtLeast=1").is(200));
    server.post(TEST + "/Reset").is(204);
    assertThat(waiting.isAlive()).isTrue();
    server.anonymous().post(TEST + "/Sink/a").is(200);
    waiting.join();
  }

  @Test
  void whatWasWrittenBeforeItMakesTheSameAfterIt() {
    fixture(
        """
        {"webhook": {"post_webhook_url": "http://localhost:9/", "filters": ["onMessageAdded"]},
         "services": [{"name": "support"}],
         "conversations": [
           {"unique_name": "general", "participants": ["ada", {"identity": "bob", "read": 0}],
            "messages": [{"author": "ada", "body": "1"}, {"author": "ada", "body": "2"}]},
           {"unique_name": "general", "service": "support", "state": "closed"}]}
        """);
    var before = server.get(TEST + "/Fixtures").is(200);
    var sid = server.get("/v1/Conversations/general").sid();
    server.post(TEST + "/Reset").is(204);
    assertThat(server.get(TEST + "/Fixtures").at("/conversations")).isEmpty();
    fixture(before.body());
    assertThat(server.get(TEST + "/Fixtures").json()).isEqualTo(before.json());
    assertThat(server.get("/v1/Users/bob/Conversations").column("unread_messages_count"))
        .containsExactly("1");
    server.get("/v1/Conversations/" + sid).isProblem(404, 20404);
  }

  private void fixture(String document) {
    server
        .client()
        .with("Content-Type", "application/json")
        .postRaw(TEST + "/Fixtures", document)
        .is(201);
  }
}
