package parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.Answer;
import parley.testkit.LogLines;
import parley.testkit.TestServer;

/** What a header says of a request is heeded, or refused; it is not passed over. */
class RequestHeadersTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  @RegisterExtension final TestServer server = TestServer.onSqlite();

  @Test
  void aRangeOfAFileOfWhichTheCallerHasAnotherVersionIsAnsweredWithTheWhole() {
    var made = server.client().with("Content-Type", "audio/mpeg").postRaw(media(), "0123456789");
    var url = made.is(201).at("/links/content").stringValue();
    var player = server.client().with("Range", "bytes=2-4");
    assertThat(player.get(url).is(206).bytes()).asString().isEqualTo("234");
    for (var version : List.of("\"foreign\"", "W/\"weak\"", "Wed, 21 Oct 2015 07:28:00 GMT")) {
      var whole = player.with("If-Range", version).get(url).is(200);
      assertThat(whole.bytes()).asString().isEqualTo("0123456789");
      assertThat(whole.header("Content-Range")).isNull();
    }
  }

  @Test
  void aBodyThatIsCompressedIsRefusedByName() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write("FriendlyName=x".getBytes(StandardCharsets.US_ASCII));
    }
    for (var coding : List.of("gzip", "br", "identity, gzip", "GZIP")) {
      var client = server.client().with("Content-Encoding", coding);
      for (var path : List.of("/v1/Conversations", media())) {
        assertRefused(client.postRaw(path, packed.toByteArray()), "Content-Encoding");
      }
    }
    var plain = server.client().with("Content-Encoding", "Identity");
    plain.postRaw("/v1/Conversations", "FriendlyName=x").is(201);
    plain.postRaw(media(), "a picture").is(201);
  }

  @Test
  void aFormInAnotherCharsetThanUtf8IsRefusedByName() {
    for (var charset : List.of("utf-16", "ISO-8859-1", "\"windows-1252\"", "klingon", "?")) {
      assertRefused(form(FORM + "; charset=" + charset), "Content-Type");
    }
    for (var charset : List.of("UTF-8", "utf8", "\"utf-8\"", "us-ascii")) {
      form(FORM + ";Charset=" + charset).is(201);
    }
    form(FORM + "; boundary=x").is(201);
    assertRefused(form(FORM + "-too"), "Content-Type");
  }

  private Answer form(String contentType) {
    return server
        .client()
        .with("Content-Type", contentType)
        .postRaw("/v1/Conversations", "FriendlyName=x");
  }

  private static void assertRefused(Answer answer, String header) {
    answer.isProblem(400, 20422);
    assertThat(answer.at("/details/parameter").stringValue()).isEqualTo(header);
  }

  @Test
  void aHostThatIsNamedTwiceIsRefusedAndFillsNoLog() {
    try (var lines = LogLines.of("ROOT")) {
      var answer = server.client().raw("GET /v1/Users HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 400 ");
      assertThat(lines.all()).isEmpty();
    }
  }

  private String media() {
    server.post("/v1/Users", "Identity", "ada");
    return "/v1/Services/" + server.get("/v1/Users/ada").text("chat_service_sid") + "/Media";
  }
}
