package parley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.testkit.TestClient.quote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.TestServer;

/** What holds for every operation (docs/behaviour.md 1.4 to 1.9). */
class ConventionsTest {
  @RegisterExtension final TestServer server = TestServer.onSqlite();

  @Test
  void anUnknownPathIsToldWithoutItsVersion() {
    var missing = server.get("/v1/Conversations/CH00000000000000000000000000000000");
    missing.isProblem(404, 20404);
    assertThat(missing.text("message"))
        .isEqualTo(
            "The requested resource /Conversations/CH00000000000000000000000000000000 was not"
                + " found");
    for (var path :
        List.of(
            "/nowhere",
            "/v1",
            "/v1/",
            "/v2/Conversations",
            "/v1/conversations",
            "/v1/Conversations//",
            "/v1//Conversations",
            "/v1/Services/IS71",
            "/v1/Services/IS71/Conversations",
            "/v1/Conversations/x/Messages",
            "/v1/Conversations/x/Messages/y/z")) {
      server.get(path).isProblem(404, 20404);
    }
    assertThat(server.get("/v1/Services/IS71").text("message"))
        .isEqualTo("The requested resource /Services/IS71 was not found");
  }

  @Test
  void aWrongVerbIsRefusedAndTheRightOnesAreNamed() {
    for (var method : List.of("PUT", "PATCH", "DELETE", "TRACE", "BREW")) {
      var refused = server.client().send(method, "/v1/Conversations", null);
      refused.isProblem(405, 20004);
      assertThat(refused.text("message")).contains("GET, POST");
      assertThat(refused.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    }
    server.client().send("PUT", "/nowhere", null).isProblem(404, 20404);
  }

  @Test
  void aSlashAtTheEndOfAPathMeansNothing() {
    var room = server.post("/v1/Conversations/", "UniqueName", "room").is(201).sid();
    assertThat(server.get("/v1/Conversations/room/").is(200).sid()).isEqualTo(room);
    assertThat(server.get("/v1/Conversations/?PageSize=1").is(200).rows()).hasSize(1);
    server.delete("/v1/Conversations/room/").is(204);
  }

  @Test
  void headAnswersAsGetDoesWithoutTheBody() {
    server.chat().joined("ada");
    for (var path : List.of("/v1/Conversations", "/v1/Users/ada", "/docs/errors/20404")) {
      var got = server.get(path).is(200);
      var head = server.client().send("HEAD", path, null).is(200);
      assertThat(head.bytes()).isEmpty();
      for (var header : List.of("Content-Type", "Content-Length")) {
        assertThat(head.header(header)).as(header).isNotNull().isEqualTo(got.header(header));
      }
    }
    server.client().send("HEAD", "/v1/Users/bob", null).is(404);
    server.anonymous().send("HEAD", "/v1/Users/ada", null).is(401);
  }

  @Test
  void anErrorBodyHasFourKeysInOrder() {
    var error = server.get("/v1/nothing");
    assertThat(error.keys()).containsExactly("code", "message", "more_info", "status");
    assertThat(error.header("Content-Type")).isEqualTo("application/json;charset=utf-8");
  }

  @Test
  void aPageSizeOutOfBoundsIsRefusedByName() {
    server.chat().joined("ada");
    for (var list :
        List.of(
            "/v1/Conversations",
            "/v1/Users",
            "/v1/Services",
            "/v1/Users/ada/Conversations",
            "/v1/Services/" + server.get("/v1/Users/ada").text("chat_service_sid") + "/Users")) {
      for (var bad : List.of("0", "-1", "abc", "1.5", " ", "99999999999999999999")) {
        var refused = server.get(list + "?PageSize=" + quote(bad)).isProblem(400, 20422);
        assertThat(refused.text("message")).contains("PageSize");
      }
      for (var bad : List.of("-1", "abc", "4294967296")) {
        var refused = server.get(list + "?Page=" + bad).isProblem(400, 20422);
        assertThat(refused.text("message")).contains("Page ");
      }
      assertThat(server.get(list + "?PageSize=5000").is(200).at("/meta/page_size").asInt())
          .isEqualTo(1000);
    }
  }

  @Test
  void aBodyOverTheLimitIsRefusedWhetherItsLengthIsToldOrNot() {
    var tooLong = "Body=" + "x".repeat(FormBody.SIZE_MAX);
    var room = server.chat().conversation();
    server.client().postRaw(Chat.messages(room), tooLong).isProblem(413, 20413);
    var chunked =
        server
            .client()
            .raw(
                "POST "
                    + Chat.messages(room)
                    + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
                    + authorization()
                    + "\r\n"
                    + Integer.toHexString(tooLong.length())
                    + "\r\n"
                    + tooLong
                    + "\r\n0\r\n\r\n");
    assertThat(chunked).startsWith("HTTP/1.1 413").contains("\"code\":20413");
    var justFits = "Body=x&Unknown=" + "x".repeat(FormBody.SIZE_MAX - 15);
    server.client().postRaw(Chat.messages(room), justFits).is(201);
  }

  @Test
  void aBodyOfAnotherTypeIsRefused() {
    for (var type : List.of("application/json", "multipart/form-data; boundary=x", "text/plain")) {
      var refused =
          server.client().with("Content-Type", type).postRaw("/v1/Conversations", "{\"a\":1}");
      refused.isProblem(400, 20422);
      assertThat(refused.text("message")).contains("Content-Type");
    }
    for (var type :
        List.of(
            "application/x-www-form-urlencoded; charset=UTF-8",
            "Application/X-WWW-Form-Urlencoded")) {
      server.client().with("Content-Type", type).postRaw("/v1/Conversations", "a=1").is(201);
    }
  }

  @Test
  void malformedTextIsRefusedByTheNameOfItsParameter() {
    for (var bad : List.of("%", "%4", "%zz", "%ff", "%c3%28", "%00", "a%00b", "%ed%a0%80")) {
      var form = server.client().postRaw("/v1/Conversations", "A=1&FriendlyName=" + bad + "&B=2");
      form.isProblem(400, 20422);
      assertThat(form.at("/details/parameter").asString()).as(bad).isEqualTo("FriendlyName");
      var path = server.client().raw(get("/v1/Conversations/" + bad));
      assertThat(path).startsWith("HTTP/1.1 400").contains("\"code\":20422");
      // What breaks the request line itself is refused before there is a parameter to name.
      assertThat(path).containsAnyOf("Sid in the path", "malformed request");
      var query = server.client().raw(get("/v1/Conversations?State=" + bad));
      assertThat(query).startsWith("HTTP/1.1 400").contains("\"code\":20422").contains("State");
    }
    var rawBytes = new byte[] {'U', 'n', 'i', 'q', 'u', 'e', 'N', 'a', 'm', 'e', '=', (byte) 0xff};
    assertThat(
            server
                .client()
                .postRaw("/v1/Conversations", rawBytes)
                .isProblem(400, 20422)
                .text("message"))
        .contains("UniqueName");
    server.client().postRaw("/v1/Conversations", "%ff=1").isProblem(400, 20422);
  }

  @Test
  void rawUtf8IsTakenAsItIs() {
    for (var name :
        List.of("FriendlyName=Größe+\ud83d\ude80", "FriendlyName=Größe%20\ud83d\ude80")) {
      assertThat(server.client().postRaw("/v1/Conversations", name).is(201).text("friendly_name"))
          .isEqualTo("Größe \ud83d\ude80");
    }
  }

  @Test
  void attributesAreKeptByteForByteAndRefusedWhenTheyAreNoJson() {
    for (var good :
        List.of(
            "{}",
            "{ \"a\" :\t1 }",
            "[1,2]",
            "\"text\"",
            "1e3",
            "true",
            "null",
            " 1 ",
            "{\"a\":1,\"a\":2}")) {
      assertThat(server.post("/v1/Conversations", "Attributes", good).is(201).text("attributes"))
          .isEqualTo(good);
    }
    var room = server.chat().joined("ada");
    for (var bad : List.of("{", "{a:1}", "{'a':1}", "[1,]", "1 2", "x", "\"", "{}}", "NaN", "01")) {
      for (var path :
          List.of(
              "/v1/Conversations",
              "/v1/Conversations/" + room,
              Chat.messages(room),
              Chat.participants(room) + "/ada",
              "/v1/Users/ada")) {
        var refused = server.post(path, "Attributes", bad, "Body", "x").isProblem(400, 50304);
        assertThat(refused.at("/details/parameter").asString()).as(bad).isEqualTo("Attributes");
      }
    }
  }

  @Test
  void anAnswerIsCompressedAsTheCallerAcceptsAndIsTheSameBeneath() throws IOException {
    for (var i = 0; i < 5; i++) {
      server.chat().joined("ada");
    }
    var path = Chat.inboxPath("ada");
    var plain = server.get(path);
    assertThat(plain.header("Content-Encoding")).isNull();
    for (var accepted : List.of("gzip", "gzip, deflate, br", "br;q=1.0, gzip;q=0.2", "GZIP")) {
      for (var round = 0; round < 2; round++) {
        var packed = server.client().with("Accept-Encoding", accepted).get(path).is(200);
        assertThat(packed.header("Content-Encoding")).as(accepted).isEqualTo("gzip");
        assertThat(packed.header("Vary")).contains("Accept-Encoding");
        assertThat(packed.header("ETag")).isEqualTo(plain.header("ETag"));
        assertThat(packed.bytes().length).isLessThan(plain.bytes().length);
        assertThat(unpacked(packed)).isEqualTo(plain.bytes());
      }
    }
    for (var accepted : List.of("gzip;q=0", "identity", "br", "gzip;q=0, br;q=1", "")) {
      var unpacked = server.client().with("Accept-Encoding", accepted).get(path).is(200);
      assertThat(unpacked.header("Content-Encoding")).as(accepted).isNull();
      assertThat(unpacked.bytes()).isEqualTo(plain.bytes());
    }
  }

  private static byte[] unpacked(Answer answer) throws IOException {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(answer.bytes()))) {
      return gzip.readAllBytes();
    }
  }

  @Test
  void everyAnswerBearsTheThreeHeadersOfTheOriginal() {
    var room = server.chat().conversation();
    for (var answer :
        List.of(
            server.get("/v1/Conversations"),
            server.post("/v1/Conversations"),
            server.delete("/v1/Conversations/" + room),
            server.get("/nowhere"),
            server.anonymous().get("/v1/Conversations"))) {
      assertThat(answer.header("Twilio-Request-Id")).matches("RQ[0-9a-f]{32}");
      assertThat(answer.header("Twilio-Request-Duration")).matches("\\d+\\.\\d{3}");
      assertThat(answer.header("Twilio-Concurrent-Requests")).matches("[1-9]\\d*");
      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }
    assertThat(server.get("/v1/Users").header("Twilio-Request-Id"))
        .isNotEqualTo(server.get("/v1/Users").header("Twilio-Request-Id"));
  }

  @Test
  void aBrowserMayAskBeforeItSendsCredentials() {
    var preflight =
        server
            .anonymous()
            .with("Origin", "https://shop.example")
            .with("Access-Control-Request-Method", "POST")
            .with("Access-Control-Request-Headers", "authorization")
            .send("OPTIONS", "/v1/Conversations", null)
            .is(204);
    assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(preflight.header("Access-Control-Allow-Methods"))
        .isEqualTo("GET, POST, DELETE, OPTIONS");
    assertThat(preflight.requiredHeader("Access-Control-Allow-Headers"))
        .contains("Authorization", "Content-Type", "If-None-Match", "X-Twilio-Webhook-Enabled");
    assertThat(preflight.bytes()).isEmpty();
    assertThat(server.get("/v1/Conversations").requiredHeader("Access-Control-Expose-Headers"))
        .contains("ETag", "Retry-After");
  }

  @Test
  void unknownParametersAreIgnoredAndAnUpdateOfNothingIsRefused() {
    var room = server.chat().joined("ada");
    server.post("/v1/Conversations", "Nonsense", "1", "friendlyname", "x").is(201);
    server.get("/v1/Conversations?Nonsense=1").is(200);
    var message = server.chat().say(room, "ada", "x").sid();
    for (var path :
        List.of(
            "/v1/Conversations/" + room,
            "/v1/Users/ada",
            Chat.participants(room) + "/ada",
            Chat.messages(room) + "/" + message,
            Chat.membership("ada", room))) {
      server.post(path).isProblem(400, 20161);
      server.post(path, "Nonsense", "1").isProblem(400, 20161);
    }
  }

  @Test
  void enumeratedValuesAreTakenInAnyCaseAndAnsweredInTheirOwn() {
    var room = server.chat().joined("ada");
    for (var any : List.of("InActive", "ACTIVE", "inactive")) {
      var changed = server.post("/v1/Conversations/" + room, "State", any).is(200);
      assertThat(changed.text("state")).isEqualTo(any.toLowerCase(Locale.ROOT));
    }
    assertThat(
            server
                .chat()
                .mark("ada", room, "NotificationLevel", "MuTeD")
                .text("notification_level"))
        .isEqualTo("muted");
    server.get(Chat.messages(room) + "?Order=DESC").is(200);
    server.get("/v1/Conversations?State=InActive").is(200);
    server.post("/v1/Conversations/" + room, "State", "").isProblem(400, 50374);
    server.post("/v1/Conversations/" + room, "State", "open").isProblem(400, 50378);
  }

  @Test
  void aTimeIsTakenInEveryFormOfItsOffset() {
    for (var time :
        List.of(
            "2026-01-02T04:04:05+01:00",
            "2026-01-02T04:04:05+0100",
            "2026-01-02T04:04:05+01",
            "2026-01-01T22:04:05-0500",
            "2026-01-02T03:04:05Z",
            "2026-01-02t03:04:05.999z",
            "2026-01-02T03:04:05")) {
      var made = server.post("/v1/Conversations", "DateCreated", time).is(201);
      assertThat(made.text("date_created")).as(time).isEqualTo("2026-01-02T03:04:05Z");
      server.get("/v1/Conversations?StartDate=" + quote(time)).is(200);
    }
    for (var bad : List.of("2026-01-02T03:04:05+1", "2026-01-02T03:04:05+25:00", "2026-01-02")) {
      server.post("/v1/Conversations", "DateCreated", bad).isProblem(400, 50308);
    }
  }

  @Test
  void ofAParameterThatIsSentTwiceTheLastCounts() {
    assertThat(
            server
                .client()
                .postRaw("/v1/Conversations", "FriendlyName=a&FriendlyName=b")
                .is(201)
                .text("friendly_name"))
        .isEqualTo("b");
  }

  private static String get(String path) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        + authorization()
        + "\r\n";
  }

  private static String authorization() {
    return "Authorization: " + TestServer.AUTHORIZATION + "\r\n";
  }
}
