package parley.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.TestServer;

/** What goes wrong because a test asked for it. */
class FaultTest {
  private static final String FAULTS = "/parley/v1/Test/Faults";
  private static final String MESSAGES = "/v1/Conversations/{Sid}/Messages";

  @RegisterExtension final TestServer server = TestServer.onSqlite().withTestControls();

  @Test
  void anOperationFailsAsItIsToldSoOftenAsItIsTold() {
    var conversation = server.post("/v1/Conversations").is(201).sid();
    var fault =
        server
            .post(FAULTS, "Method", "post", "Route", MESSAGES, "Status", "503", "Times", "2")
            .is(201);
    var messages = "/v1/Conversations/" + conversation + "/Messages";
    server.post(messages, "Body", "1").isProblem(503, 20503);
    server.get(messages).is(200);
    server.post(messages, "Body", "2").isProblem(503, 20503);
    server.post(messages, "Body", "3").is(201);
    assertThat(server.get(messages).rows()).hasSize(1);
    var counted = server.get(FAULTS + "/" + fault.sid()).is(200);
    assertThat(counted.at("/hits").asInt()).isEqualTo(2);
    assertThat(counted.at("/calls").asInt()).isEqualTo(3);
  }

  @Test
  void theServiceBeforeARouteAndTheNamesOfItsVariablesDoNotMatter() {
    server.post(FAULTS, "Route", MESSAGES, "Status", "429", "Code", "50072").is(201);
    var conversation = server.post("/v1/Conversations").is(201);
    var service = conversation.text("chat_service_sid");
    var path = "/Conversations/" + conversation.sid() + "/Messages";
    server.get("/v1" + path).isProblem(429, 50072);
    server.get("/v1/Services/" + service + path).isProblem(429, 50072);
    server.delete(FAULTS).is(204);
    server.post(FAULTS, "Route", "/v1/Services/{a}" + MESSAGES.substring(3), "Status", "500");
    server.get("/v1" + path).isProblem(500, 20500);
  }

  @Test
  void theAccountsConfigurationAndTheServicesAreTwoThings() {
    var service = server.post("/v1/Services", "FriendlyName", "one").is(201).sid();
    server.post(FAULTS, "Route", "/v1/Configuration", "Status", "500").is(201);
    server.get("/v1/Configuration").isProblem(500, 20500);
    server.get("/v1/Services/" + service + "/Configuration").is(200);
  }

  @Test
  void aShareIsReadAsLanguagesWriteNumbers() {
    for (var share : new String[] {"0", "1", "1.0", ".5", "0.3333333333333333", "1.0E-4", "1e-7"}) {
      var made = server.post(FAULTS, "Share", share, "DelayMs", "1").is(201);
      assertThat(made.at("/share").asDouble()).isEqualTo(Double.parseDouble(share));
    }
  }

  @Test
  void aShareIsDrawnAlikeEveryTime() {
    var first = struck("7");
    assertThat(struck("7")).isEqualTo(first);
    assertThat(struck("8")).isNotEqualTo(first);
    assertThat(first.stream().filter(one -> one).count()).isBetween(400L, 600L);
  }

  private List<Boolean> struck(String seed) {
    server.delete(FAULTS).is(204);
    server.post(FAULTS, "Share", "0.5", "Status", "500", "Seed", seed).is(201);
    var struck = new ArrayList<Boolean>();
    for (var n = 0; n < 1000; n++) {
      struck.add(server.get("/v1/Services").status() == 500);
    }
    return struck;
  }

  @Test
  void aConnectionThatIsCutBeforeTheChangeLeavesNothing() {
    var messages = "/v1/Conversations/" + server.post("/v1/Conversations").sid() + "/Messages";
    server.post(FAULTS, "Route", MESSAGES, "Drop", "true", "Times", "1").is(201);
    assertThatThrownBy(() -> server.post(messages, "Body", "lost"))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(server.get(messages).rows()).isEmpty();
  }

  @Test
  void aConnectionThatIsCutAfterTheChangeLeavesItThere() {
    var messages = "/v1/Conversations/" + server.post("/v1/Conversations").sid() + "/Messages";
    server
        .post(FAULTS, "Route", MESSAGES, "Method", "POST", "Drop", "true", "When", "after")
        .is(201);
    assertThatThrownBy(() -> server.post(messages, "Body", "there"))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(server.get(messages).column("body")).containsExactly("there");
  }

  @Test
  void whatWasAnsweredBeforeOnACutConnectionIsReadAndNothingBehindIsDone() {
    server.post(FAULTS, "Route", "/v1/Services", "Method", "POST", "Drop", "true").is(201);
    var head = " HTTP/1.1\r\nHost: a\r\nAuthorization: " + server.authorization() + "\r\n";
    var answer =
        server
            .client()
            .raw(
                "GET /v1/Conversations"
                    + head
                    + "\r\nPOST /v1/Services"
                    + head
                    + "Content-Length: 0\r\n\r\nPOST /v1/Conversations"
                    + head
                    + "Content-Length: 0\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 200").containsOnlyOnce("HTTP/1.1");
    assertThat(server.get("/v1/Conversations").rows()).isEmpty();
  }

  @Test
  void whatHasNoStatusIsOnlySlow() {
    server.post(FAULTS, "Route", "/v1/Services", "DelayMs", "50").is(201);
    var begun = System.nanoTime();
    server.get("/v1/Services").is(200);
    assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(50_000_000L);
  }

  @Test
  void theTestControlsAndTheHealthAreNeverMeddledWith() {
    server.post(FAULTS, "Status", "500").is(201);
    server.get("/v1/Conversations").isProblem(500, 20500);
    server.get("/v1/Users/ada/Conversations").isProblem(500, 20500);
    server.get(FAULTS).is(200);
    server.anonymous().get("/health/ready").is(200);
    server.anonymous().post("/parley/v1/Test/Sink/a").is(200);
    server.delete(FAULTS).is(204);
    server.get("/v1/Conversations").is(200);
  }

  @Test
  void whatMakesNoSenseIsRefusedByName() {
    var nonsense =
        new String[][] {
          {},
          {"Status", "199"},
          {"Status", "500", "Method", "PATCH"},
          {"Status", "500", "Share", "1.5"},
          {"Status", "500", "Share", "NaN"},
          {"Status", "500", "Times", "0"},
          {"Status", "500", "Route", "/v1/Conversation"},
          {"Status", "500", "Route", "/parley/v1/Test/Faults"},
          {"Status", "500", "Route", "/v1/Services", "Target", "http://a"},
          {"Status", "500", "Target", "localhost"},
          {"Status", "500", "Drop", "true"},
          {"DelayMs", "60001"},
          {"Drop", "true", "When", "never"},
          {"Code", "50000"},
          {"When", "after", "Status", "500"},
          {"Seed", "x", "Status", "500"},
          {"Target", "http://" + "a".repeat(2048), "Status", "500"},
          {"Share", "1.1", "Status", "500"},
          {"Share", "1e1", "Status", "500"},
          {"Share", "NaN", "Status", "500"},
        };
    for (var form : nonsense) {
      server.post(FAULTS, form).isProblem(400, 20422);
    }
    assertThat(server.get(FAULTS).at("/faults")).isEmpty();
    server.get(FAULTS + "/FT" + "0".repeat(32)).isProblem(404, 20404);
    server.delete(FAULTS + "/nothing").isProblem(404, 20404);
    server.anonymous().get(FAULTS).isProblem(401, 20003);
  }

  @Test
  void aDeliveryFailsAsIfItsTargetHadAnsweredSoAndComesLater() {
    var sink = "/parley/v1/Test/Sink/target";
    var fault =
        server
            .post(FAULTS, "Target", server.address() + sink, "Status", "503", "Times", "1")
            .is(201)
            .sid();
    tellOf(server.address() + sink);
    awaitHit(fault);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              server.advance(Duration.ofMinutes(1));
              assertThat(server.get(sink + "/Requests").at("/requests")).hasSize(1);
            });
    var retried = server.get(sink + "/Requests").at("/requests/0/parameters/RetryCount");
    assertThat(retried.asString()).isEqualTo("1");
  }

  @Test
  void aDeliveryWhoseConnectionIsCutAfterItCameComesTwice() {
    var sink = "/parley/v1/Test/Sink/target";
    server
        .post(
            FAULTS, "Target", server.address() + "", "Drop", "true", "When", "after", "Times", "1")
        .is(201);
    tellOf(server.address() + sink);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              server.advance(Duration.ofMinutes(1));
              assertThat(server.get(sink + "/Requests").at("/requests")).hasSize(2);
            });
  }

  private void awaitHit(String fault) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(server.get(FAULTS + "/" + fault).at("/hits").asInt()).isEqualTo(1));
  }

  private void tellOf(String url) {
    server
        .post("/v1/Configuration/Webhooks", "PostWebhookUrl", url, "Filters", "onConversationAdded")
        .is(200);
    server.client().with("X-Twilio-Webhook-Enabled", "true").post("/v1/Conversations").is(201);
  }
}
