package parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.testkit.Chat.messages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.TestServer;

/** Files: how they come in, go to a message, are read, and go away. */
@ParameterizedClass
@EnumSource(Dialect.class)
class MediaTest {
  private static final byte[] PICTURE = new byte[200_000];

  static {
    new Random(7).nextBytes(PICTURE);
  }

  @RegisterExtension final TestServer server;
  private String conversation = "";
  private String media = "";

  MediaTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @BeforeEach
  void thereIsAConversation() {
    conversation = server.chat().joined("ada");
    var service = server.get("/v1/Conversations/" + conversation).text("chat_service_sid");
    media = "/v1/Services/" + service + "/Media";
  }

  private Answer upload(String query, String type, byte[] bytes) {
    return server.client().with("Content-Type", type).postRaw(media + query, bytes);
  }

  private String picture() {
    return upload("?Filename=car.jpg", "image/jpeg", PICTURE).is(201).sid();
  }

  private Answer send(String... form) {
    return server.post(messages(conversation), form);
  }

  /** The SIDs of all files on disk. */
  private List<String> onDisk() throws IOException {
    try (var files = Files.walk(server.files())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .sorted()
          .toList();
    }
  }

  @Test
  void anUploadIsToldInFullAndItsLinksAnswer() {
    var made = upload("?Category=media&Filename=caf%C3%A9+1.jpg", "image/jpeg", PICTURE).is(201);
    assertThat(made.sid()).matches("ME[0-9a-f]{32}");
    assertThat(made.at("/size").asInt()).isEqualTo(PICTURE.length);
    assertThat(made.text("content_type")).isEqualTo("image/jpeg");
    assertThat(made.text("filename")).isEqualTo("café 1.jpg");
    assertThat(made.text("file_name")).isEqualTo("café 1.jpg");
    assertThat(made.text("category")).isEqualTo("media");
    assertThat(made.text("author")).isEqualTo("sender");
    assertThat(made.at("/channel_sid").isNull()).isTrue();
    assertThat(server.get(made.text("url")).is(200).text("sid")).isEqualTo(made.sid());
    var content = server.get(made.at("/links/content").stringValue()).is(200);
    assertThat(content.bytes()).isEqualTo(PICTURE);
    assertThat(content.requiredHeader("Content-Type")).isEqualTo("image/jpeg");
    assertThat(content.requiredHeader("Content-Disposition"))
        .isEqualTo("inline; filename*=UTF-8''caf%C3%A9%201.jpg");
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsNoFaultOfTheCaller() throws IOException {
    Files.write(server.files().resolve("unfinished"), new byte[1]); // a file where a directory goes
    upload("", "image/jpeg", PICTURE).isProblem(503, 20503);
  }

  @Test
  void aFileWhoseBytesAreGoneIsNotThere() throws IOException {
    var made = upload("", "image/jpeg", PICTURE).is(201);
    Files.delete(server.files().resolve(made.sid().substring(2, 8)).resolve(made.sid()));
    server.get(made.at("/links/content").stringValue()).isProblem(404, 20404);
  }

  @Test
  void aTemporaryUrlNeedsNoCredentialsForFiveMinutes() {
    var made = upload("", "image/jpeg", PICTURE).is(201);
    send("MediaSid", made.sid()).is(201);
    var url = made.at("/links/content_direct_temporary").stringValue();
    var content = server.anonymous().with("Origin", "https://app.example").get(url).is(200);
    assertThat(content.bytes()).isEqualTo(PICTURE);
    assertThat(content.requiredHeader("Access-Control-Allow-Origin")).isEqualTo("*");
    server.clock().advance(Duration.ofSeconds(299));
    server.anonymous().get(url).is(200);
    server.clock().advance(Duration.ofSeconds(1));
    server.anonymous().get(url).isProblem(403, 20403);
  }

  @Test
  void aTemporaryUrlIsGoodAsItIsAlone() {
    var made = upload("", "image/jpeg", PICTURE).is(201);
    var other = upload("", "image/jpeg", PICTURE).is(201);
    var url = made.at("/links/content_direct_temporary").stringValue();
    server.anonymous().get(url.replace(made.sid(), other.sid())).isProblem(403, 20403);
    server.anonymous().get(url.replace("Expires=1", "Expires=2")).isProblem(403, 20403);
    server.anonymous().get(url.replaceFirst("&Signature.*", "")).isProblem(403, 20403);
    server.anonymous().get(url.replaceFirst("[?].*", "")).isProblem(403, 20403);
    server.anonymous().get(made.at("/links/content").stringValue()).isProblem(401, 20003);
    server.anonymous().get(made.text("url")).isProblem(401, 20003);
  }

  @Test
  void aPlayerGetsTheRangeItAsksFor() {
    var url = upload("", "video/mp4", PICTURE).is(201).at("/links/content").stringValue();
    var middle = server.client().with("Range", "bytes=100-199").get(url).is(206);
    assertThat(middle.bytes()).hasSize(100).startsWith(PICTURE[100], PICTURE[101]);
    assertThat(middle.requiredHeader("Content-Range")).isEqualTo("bytes 100-199/200000");
    var tail = server.client().with("Range", "bytes=-10").get(url).is(206);
    assertThat(tail.requiredHeader("Content-Range")).isEqualTo("bytes 199990-199999/200000");
    var rest = server.client().with("Range", "bytes=199999-").get(url).is(206);
    assertThat(rest.bytes()).hasSize(1);
    for (var all : List.of("bytes=200000-", "bytes=5-1", "bytes=0-1,3-4", "lines=1-2", "bytes=-")) {
      assertThat(server.client().with("Range", all).get(url).is(200).bytes()).hasSize(200_000);
    }
  }

  @Test
  void aFormMayCarryTheFile() {
    var form =
        """
        --line\r
        Content-Disposition: form-data; name="note"\r
        \r
        hello\r
        --line\r
        Content-Disposition: form-data; name="file"; filename="né.txt"\r
        Content-Type: text/plain\r
        \r
        a\r
        --lin\r
        b\r
        --line--\r
        """;
    var made =
        upload("", "multipart/form-data; boundary=line", form.getBytes(StandardCharsets.UTF_8))
            .is(201);
    assertThat(made.text("content_type")).isEqualTo("text/plain");
    assertThat(made.text("filename")).isEqualTo("né.txt");
    assertThat(server.get(made.at("/links/content").stringValue()).body())
        .isEqualTo("a\r\n--lin\r\nb");
    for (var cut : List.of(20, 60, 120, 150)) {
      var bytes = form.substring(0, cut).getBytes(StandardCharsets.UTF_8);
      upload("", "multipart/form-data; boundary=line", bytes).isProblem(400, 20422);
    }
    upload("", "multipart/form-data", PICTURE).isProblem(400, 20422);
    upload("", "multipart/form-data; boundary=line", PICTURE).isProblem(400, 20422);
  }

  @Test
  void messagesShowTheirMediaInOrder() {
    var first = picture();
    var second = upload("", "audio/mpeg", new byte[0]).is(201).sid();
    var message = send("Author", "ada", "MediaSid", first, "MediaSid", second).is(201);
    assertThat(message.at("/body").isNull()).isTrue();
    assertThat(message.at("/media").toString())
        .isEqualTo(
            ("[{\"sid\":\"%s\",\"size\":200000,\"content_type\":\"image/jpeg\","
                    + "\"filename\":\"car.jpg\"},"
                    + "{\"sid\":\"%s\",\"size\":0,\"content_type\":\"audio/mpeg\","
                    + "\"filename\":null}]")
                .formatted(first, second));
    assertThat(server.get(messages(conversation)).rows().getFirst().get("media").size())
        .isEqualTo(2);
    var attached = server.get(media + "/" + first).is(200);
    assertThat(attached.text("message_sid")).isEqualTo(message.sid());
    assertThat(attached.text("channel_sid")).isEqualTo(conversation);
    send("Body", "with text", "MediaSid", picture()).is(201);
  }

  @Test
  void aFileGoesToOneMessageOfItsServiceAlone() {
    var file = picture();
    send("MediaSid", file).is(201);
    send("MediaSid", file).isProblem(409, 50508);
    send("MediaSid", "ME00000000000000000000000000000000").isProblem(404, 50507);
    send("MediaSid", "nonsense").isProblem(404, 50507);
    var twice = picture();
    send("MediaSid", twice, "MediaSid", twice).isProblem(409, 50508);
    var service = server.post("/v1/Services", "FriendlyName", "Second").is(201).sid();
    var elsewhere =
        server
            .client()
            .with("Content-Type", "image/png")
            .postRaw("/v1/Services/" + service + "/Media", PICTURE)
            .is(201)
            .sid();
    send("MediaSid", elsewhere).isProblem(404, 50507);
    server.get(media + "/" + elsewhere).isProblem(404, 20404);
    assertThat(server.get(messages(conversation)).rows()).hasSize(1);
  }

  @Test
  void whatNoMessageTakesIsGoneAfterFiveMinutes() throws IOException {
    var taken = picture();
    send("MediaSid", taken).is(201);
    var left = picture();
    assertThat(onDisk()).contains(taken, left);
    server.clock().advance(Duration.ofMinutes(5));
    server.get(media + "/" + left).isProblem(404, 20404);
    send("MediaSid", left).isProblem(404, 50507);
    server.advance(Duration.ofMinutes(1));
    assertThat(onDisk()).containsExactly(taken);
    server.get(media + "/" + taken + "/Content").is(200);
  }

  @Test
  void filesGoWithTheirMessageTheirConversationAndTheirService() throws IOException {
    var ofMessage = picture();
    var message = send("MediaSid", ofMessage).is(201).sid();
    var ofConversation = picture();
    send("MediaSid", ofConversation).is(201);
    server.delete(messages(conversation) + "/" + message).is(204);
    server.get(media + "/" + ofMessage).isProblem(404, 20404);
    server.delete("/v1/Conversations/" + conversation).is(204);
    server.get(media + "/" + ofConversation).isProblem(404, 20404);
    var service = server.post("/v1/Services", "FriendlyName", "Second").is(201).sid();
    server
        .client()
        .with("Content-Type", "image/png")
        .postRaw("/v1/Services/" + service + "/Media", PICTURE)
        .is(201);
    server.delete("/v1/Services/" + service).is(204);
    assertThat(onDisk()).hasSize(3);
    server.advance(Duration.ofMinutes(1));
    assertThat(onDisk()).isEmpty();
  }

  @Test
  void aFileIsDeletedWhileNoMessageHasIt() {
    var file = picture();
    server.delete(media + "/" + file).is(204);
    server.get(media + "/" + file).isProblem(404, 20404);
    server.delete(media + "/" + file).isProblem(404, 20404);
    var taken = picture();
    send("MediaSid", taken).is(201);
    server.delete(media + "/" + taken).isProblem(409, 20409);
  }

  @Test
  void aFileThatCannotBeDeletedKeepsNoOtherAndIsTriedAgain() throws IOException {
    var stuck = picture();
    var other = picture();
    var hold = holdFast(stuck);
    server.clock().advance(Duration.ofMinutes(5));
    server.wiring().chores.mediaSweep.run();
    assertThat(onDisk()).doesNotContain(other);
    Files.delete(hold);
    server.wiring().chores.mediaSweep.run();
    assertThat(onDisk()).isEmpty();
    assertThat(Files.exists(hold.getParent())).isFalse();
  }

  /** Puts a directory that is not empty where the file is: deleting it fails, whoever tries. */
  private Path holdFast(String sid) throws IOException {
    var place = server.files().resolve(sid.substring(2, 8)).resolve(sid);
    Files.deleteIfExists(place);
    Files.createDirectories(place);
    return Files.write(place.resolve("hold"), new byte[1]);
  }

  @Test
  void bytesWithoutARowAreFoundAndDeletedWhenTheyAreOld() throws IOException {
    var kept = picture();
    var now = server.clock().instant();
    var old = sidOf(now.minus(Duration.ofDays(2)), "1");
    var stuck = sidOf(now.minus(Duration.ofDays(2)), "0");
    var fresh = sidOf(now.minus(Duration.ofHours(23)), "2");
    orphan(old);
    orphan(fresh);
    var hold = holdFast(stuck);
    Files.write(server.files().resolve("a stray file"), new byte[1]);
    Files.write(server.files().resolve("unfinished").resolve(old), PICTURE);
    Files.write(server.files().resolve("unfinished").resolve(fresh), PICTURE);
    server.wiring().chores.mediaSweep.runOrphans();
    assertThat(onDisk())
        .containsExactlyInAnyOrder(
            kept, fresh, fresh, "a stray file", String.valueOf(hold.getFileName()));
  }

  /** A SID of a moment; files are as old as their SIDs, whatever the disk says of them. */
  private static String sidOf(Instant moment, String digit) {
    return "ME" + HexFormat.of().toHexDigits(moment.toEpochMilli(), 12) + digit.repeat(20);
  }

  private void orphan(String sid) throws IOException {
    var directory = Files.createDirectories(server.files().resolve(sid.substring(2, 8)));
    Files.write(directory.resolve(sid), PICTURE);
  }

  @Test
  void badUploadsAreRefused() throws IOException {
    upload("", "picture", PICTURE).isProblem(400, 50511);
    upload("?Category=song", "image/png", PICTURE).isProblem(400, 20422);
    upload("?Filename=" + "x".repeat(257), "image/png", PICTURE).isProblem(400, 20422);
    server
        .client()
        .with("Content-Type", "image/png")
        .postRaw("/v1/Services/IS00000000000000000000000000000000/Media", "x")
        .isProblem(404, 20404);
    server.anonymous().postRaw(media, "x").isProblem(401, 20003);
    assertThat(onDisk()).isEmpty();
  }

  @Test
  void whatASenderSaysIsTooLongIsRefusedBeforeItIsSent() {
    var answer =
        server
            .anonymous()
            .raw(
                "POST "
                    + media
                    + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n"
                    + "Authorization: "
                    + server.authorization()
                    + "\r\nContent-Type: image/png\r\nContent-Length: 200000000\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 413").contains("\"code\":50512");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "image/svg+xml",
        "image/SVG+xml",
        "image/png+xml",
        "image/png;,text/html",
        "image/png;charset=x, text/html",
        "application/xhtml+xml",
        "application/pdf",
        "text/xml",
        "text/plain-html",
        "video/x;text/html",
        "application/javascript"
      })
  void whatABrowserCouldRunIsNotShownInPlace(String type) {
    var made = upload("?Filename=x", type, PICTURE).is(201);
    assertThat(made.text("content_type")).isEqualTo(type);
    for (var content : contents(made)) {
      assertThat(content.requiredHeader("Content-Disposition")).startsWith("attachment");
      assertThat(content.requiredHeader("Content-Type")).doesNotContain(",");
      assertSafe(content);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, image/png",
    "IMAGE/Png, image/png",
    "image/png; name=\"a.html\", image/png",
    "text/plain; charset=utf-8; format=flowed, text/plain;charset=utf-8",
    "audio/mpeg ;a=b;, audio/mpeg"
  })
  void whatCannotRunIsShownInPlaceWithItsTypeAlone(String type, String shown) {
    for (var content : contents(upload("?Filename=x", type, PICTURE).is(201))) {
      assertThat(content.requiredHeader("Content-Disposition")).startsWith("inline");
      assertThat(content.requiredHeader("Content-Type")).isEqualTo(shown);
      assertSafe(content);
    }
  }

  private List<Answer> contents(Answer made) {
    return List.of(
        server.get(made.at("/links/content").stringValue()).is(200),
        server.anonymous().get(made.at("/links/content_direct_temporary").stringValue()).is(200));
  }

  private static void assertSafe(Answer content) {
    assertThat(content.requiredHeader("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(content.requiredHeader("Content-Security-Policy"))
        .contains("default-src 'none'", "sandbox")
        .doesNotContain("allow-scripts", "allow-same-origin");
  }

  @Test
  void headTellsOfAFileWithoutSendingIt() {
    var url = picture();
    var head = server.client().send("HEAD", media + "/" + url + "/Content", null).is(200);
    assertThat(head.bytes()).isEmpty();
    assertThat(head.requiredHeader("Content-Length")).isEqualTo("200000");
    assertThat(head.requiredHeader("Content-Type")).isEqualTo("image/jpeg");
  }
}
