package parley.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.storage.Dialect;
import parley.testkit.Chat;
import parley.testkit.RawConnection;
import parley.testkit.Reaction;
import parley.testkit.Receiver;
import parley.testkit.TestServer;

/** What a reset does not wait for does nothing behind it, for what is there then is others'. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(120)
class OvertakenTest {
  private static final String CLOCK = "/parley/v1/Test/Clock";

  /** What belongs to the account, so that nothing it names is gone. */
  private static final Map<String, List<String>> OF_THE_ACCOUNT =
      Map.of(
          "/v1/Services", List.of("FriendlyName", "late"),
          "/v1/Credentials", List.of("Type", "fcm", "Secret", "late"),
          "/v1/Configuration/Addresses", List.of("Type", "sms", "Address", "+15005550006"),
          "/v1/Configuration/Webhooks", List.of("PostWebhookUrl", "http://localhost:9/late"),
          "/parley/v1/Keys", List.of("FriendlyName", "late"),
          "/v1/Conversations", List.of("UniqueName", "late"),
          "/v1/Users", List.of("Identity", "late"));

  @AutoClose private final TestServer server;
  @AutoClose private final Receiver receiver = Receiver.start();

  OvertakenTest(Dialect dialect) {
    server = TestServer.on(dialect).withTestControls().start();
  }

  private void reset() {
    server.post("/parley/v1/Test/Reset").is(204);
  }

  /** What lists of the account show, without SIDs and dates, which are others each time. */
  private Map<String, String> shown() {
    return OF_THE_ACCOUNT.keySet().stream()
        .collect(
            Collectors.toMap(
                path -> path,
                path -> server.get(path).is(200).body().replaceAll("[A-Z]{2}[0-9a-f]{32}", "")));
  }

  @Test
  void aCallThatAFaultSlowsDownDoesNothing() {
    server.get("/v1/Services").is(200);
    reset();
    var before = shown();
    server.post("/parley/v1/Test/Faults", "Method", "POST", "DelayMs", "1000").is(201);
    var calls =
        OF_THE_ACCOUNT.entrySet().stream()
            .map(
                call ->
                    CompletableFuture.supplyAsync(
                        () -> server.post(call.getKey(), call.getValue().toArray(String[]::new)),
                        task -> Thread.ofVirtual().start(task)))
            .toList();
    await()
        .until(
            () ->
                server.get("/parley/v1/Test/Faults").at("/faults/0/hits").asInt()
                    == OF_THE_ACCOUNT.size());
    reset();
    assertThat(calls).allSatisfy(call -> call.join().isProblem(404, 20404));
    assertThat(shown()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/Services", "/parley/v1/Keys", "/v1/Configuration/Webhooks"})
  void aCallWhoseBodyIsStillComingDoesNothing(String path) {
    var before = shown();
    var form = String.join("=", OF_THE_ACCOUNT.get(path));
    try (var slow = RawConnection.to(server.address())) {
      slow.send(head(path, form));
      assertThat(slow.answer()).startsWith("HTTP/1.1 100"); // somebody waits for the body now
      reset();
      assertThat(slow.send(form).answer()).startsWith("HTTP/1.1 404");
    }
    assertThat(shown()).isEqualTo(before);
  }

  private static String head(String path, String body) {
    return """
    POST %s HTTP/1.1\r
    Host: x\r
    Authorization: %s\r
    Expect: 100-continue\r
    Content-Type: application/x-www-form-urlencoded\r
    Content-Length: %d\r
    \r
    """
        .formatted(path, TestServer.AUTHORIZATION, body.length());
  }

  @Test
  void aFixtureThatIsStillComingMakesNothing() {
    var before = shown();
    var document = "{\"services\": [{\"name\": \"late\"}]}";
    try (var slow = RawConnection.to(server.address())) {
      slow.send(
          head("/parley/v1/Test/Fixtures", document).replace("x-www-form-urlencoded", "json"));
      assertThat(slow.answer()).startsWith("HTTP/1.1 100");
      reset();
      assertThat(slow.send(document).answer()).startsWith("HTTP/1.1 404");
    }
    assertThat(shown()).isEqualTo(before);
  }

  @Test
  void aCallThatMovesTheClockIsToldAtOnceThoughMuchIsDueByThen() {
    receiver.answeringAlways(Reaction.nothing());
    server
        .post(
            "/v1/Configuration/Webhooks",
            "PostWebhookUrl",
            receiver.url("/hook"),
            "Filters",
            "onConversationStateUpdated")
        .is(200);
    var chat = new Chat(server.client().with("X-Twilio-Webhook-Enabled", "true"));
    chat.conversation("Timers.Inactive", "PT1M");
    var moved =
        CompletableFuture.supplyAsync(
            () -> server.post(CLOCK, "Frozen", "true", "Advance", "P1D"),
            task -> Thread.ofVirtual().start(task));
    receiver.await(1); // of the timer, which the clock has reached
    reset();
    moved.join().isProblem(409, 20409);
    server.post(CLOCK, "Advance", "PT1M").is(200);
  }
}
