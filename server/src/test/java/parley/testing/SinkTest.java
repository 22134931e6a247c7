package parley.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.Answer;
import parley.testkit.TestServer;
import tools.jackson.databind.JsonNode;

/** A receiver for webhooks that the server itself is. */
class SinkTest {
  private static final String SINK = "/parley/v1/Test/Sink/hooks";

  @RegisterExtension final TestServer server = TestServer.onSqlite().withTestControls();

  @Test
  void whatComesIsKeptInOrderWithParametersHeadersAndBody() {
    server.anonymous().post(SINK + "?from=query&x=1", "Body", "Hé 👋", "x", "2").is(200);
    server.anonymous().with("X-Note", "hello").get(SINK + "?only=query").is(200);
    var requests = requests("").get("requests");
    assertThat(requests).hasSize(2);
    var first = requests.get(0);
    assertThat(first.get("number").asInt()).isZero();
    assertThat(first.get("method").asString()).isEqualTo("POST");
    assertThat(first.at("/parameters/Body").asString()).isEqualTo("Hé 👋");
    assertThat(first.at("/parameters/from").asString()).isEqualTo("query");
    assertThat(first.at("/parameters/x").asString()).isEqualTo("2");
    assertThat(first.get("body").asString()).startsWith("Body=H");
    assertThat(first.get("signature_valid").asBoolean()).isFalse();
    assertThat(requests.get(1).at("/headers/X-Note").asString()).isEqualTo("hello");
    assertThat(requests.get(1).get("url").asString()).endsWith(SINK + "?only=query");
  }

  @Test
  void everyVerbIsTakenButDelete() {
    for (var method : new String[] {"GET", "POST", "PUT", "PATCH", "HEAD"}) {
      server.anonymous().send(method, SINK, null).is(200);
    }
    assertThat(requests("").get("requests")).hasSize(5);
    server.anonymous().delete(SINK).isProblem(401, 20003);
    server.delete(SINK).is(204);
    assertThat(requests("").get("requests")).isEmpty();
    server.delete(SINK).is(204);
  }

  @Test
  void aWebhookThatLeadsThereIsReceivedAndItsSignatureIsValid() {
    server
        .post(
            "/v1/Configuration/Webhooks",
            "PostWebhookUrl",
            server.address() + SINK + "?a=b",
            "Filters",
            "onMessageAdded")
        .is(200);
    say("Hello").is(201);
    var request = requests("?AtLeast=1&WaitMs=20000").at("/requests/0");
    assertThat(request.at("/parameters/Body").asString()).isEqualTo("Hello");
    assertThat(request.at("/parameters/a").asString()).isEqualTo("b");
    assertThat(request.get("signature_valid").asBoolean()).isTrue();
  }

  @Test
  void aClockThatIsAskedToSettleHasLetWebhooksArrive() {
    server
        .post(
            "/v1/Configuration/Webhooks",
            "PostWebhookUrl",
            server.address() + SINK,
            "Filters",
            "onMessageAdded")
        .is(200);
    say("Hello").is(201);
    server.post("/parley/v1/Test/Clock", "Advance", "PT0S").is(200);
    assertThat(requests("").get("requests")).hasSize(1);
  }

  @Test
  void aSignatureOverAnythingElseIsNotValid() {
    server.anonymous().with("X-Twilio-Signature", "bm9uZQ==").post(SINK, "a", "b").is(200);
    assertThat(requests("").at("/requests/0/signature_valid").asBoolean()).isFalse();
  }

  @Test
  void whatItWasToldToAnswerAmendsAMessage() {
    server
        .post(
            SINK + "/Answer", "Body", "{\"body\": \"amended\"}", "ContentType", "application/json")
        .is(204);
    server
        .post(
            "/v1/Configuration/Webhooks",
            "PreWebhookUrl",
            server.address() + SINK,
            "Filters",
            "onMessageAdd")
        .is(200);
    assertThat(say("original").is(201).text("body")).isEqualTo("amended");
    assertThat(requests("").at("/requests/0/signature_valid").asBoolean()).isTrue();
  }

  @Test
  void itAnswersSoOftenAsItWasToldAndThenAsBefore() {
    server.post(SINK + "/Answer", "Status", "503", "Body", "no", "Times", "2").is(204);
    assertThat(server.anonymous().post(SINK).is(503).body()).isEqualTo("no");
    server.anonymous().post(SINK).is(503);
    assertThat(server.anonymous().post(SINK).is(200).body()).isEmpty();
    server.anonymous().post(SINK + "/Answer", "Status", "503").isProblem(401, 20003);
    server.post(SINK + "/Answer", "Status", "99").isProblem(400, 20422);
    server.post(SINK + "/Answer", "Status", "204", "Body", "x").isProblem(400, 20422);
    server.post(SINK + "/Answer", "ContentType", "a\r\nb: c").isProblem(400, 20422);
    // What no answer could have: the head of one is bounded.
    server.post(SINK + "/Answer", "ContentType", "a/" + "b".repeat(20_000)).isProblem(400, 20422);
    server.anonymous().post(SINK).is(200);
  }

  @Test
  void theOldestMakesRoomAndIsCounted() {
    for (var n = 0; n < Sinks.REQUESTS_MAX + 3; n++) {
      server.anonymous().post(SINK, "n", Integer.toString(n)).is(200);
    }
    var content = requests("");
    assertThat(content.get("requests")).hasSize(Sinks.REQUESTS_MAX);
    assertThat(content.get("dropped").asInt()).isEqualTo(3);
    assertThat(content.at("/requests/0/parameters/n").asString()).isEqualTo("3");
  }

  @Test
  void theBytesOfAllAreBoundedAndTheHeaviestGives() {
    var sinks = new Sinks(100_000);
    for (var n = 0; n < 20; n++) {
      sinks.take("heavy", number -> SinkTest.request(number, "x".repeat(10_000)));
    }
    sinks.take("light", number -> SinkTest.request(number, ""));
    assertThat(content(sinks, "heavy").requests()).hasSizeBetween(3, 5);
    assertThat(content(sinks, "heavy").requests().getLast().number()).isEqualTo(19);
    assertThat(content(sinks, "light").requests()).hasSize(1);
  }

  private static Sink.Content content(Sinks sinks, String name) {
    try {
      return sinks.await(name, 0, Duration.ZERO);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Sink.Received request(long number, String body) {
    return new Sink.Received(
        number, "POST", "http://localhost/", Map.of(), List.of(), body, Instant.EPOCH, false);
  }

  @Test
  void whateverComesIsTaken() {
    var anybody = server.anonymous();
    anybody.postRaw(SINK, "%zz=&&&=%ff").is(200);
    anybody.postRaw(SINK, new byte[] {(byte) 0xff, 0, (byte) 0xfe}).is(200);
    anybody.with("Content-Type", "application/json").postRaw(SINK, "{\"a\":").is(200);
    anybody.with("X-Twilio-Signature", "é\t").postRaw(SINK, "").is(200);
    assertThat(requests("").get("requests")).hasSize(4);
    anybody.postRaw(SINK, "x".repeat((1 << 20) + 1)).isProblem(413, 20413);
    anybody.post("/parley/v1/Test/Sink/" + "n".repeat(65)).isProblem(400, 20422);
    anybody.post("/parley/v1/Test/Sink/a%2Fb").isProblem(400, 20422);
  }

  @Test
  void aSinkMayBeNamedLikeWhatIsBelowIt() {
    server.anonymous().post("/parley/v1/Test/Sink/Requests", "a", "b").is(200);
    server.anonymous().get("/parley/v1/Test/Sink/Answer").is(200);
    assertThat(server.get("/parley/v1/Test/Sink/Requests/Requests").is(200).at("/requests"))
        .hasSize(1);
  }

  private Answer say(String body) {
    var conversation = server.post("/v1/Conversations").is(201).sid();
    return server
        .client()
        .with("X-Twilio-Webhook-Enabled", "true")
        .postRaw(
            "/v1/Conversations/" + conversation + "/Messages",
            ("Author=ada&Body=" + body).getBytes(UTF_8));
  }

  private JsonNode requests(String query) {
    return server.get(SINK + "/Requests" + query).is(200).json();
  }
}
