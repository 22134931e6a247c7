package parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static parley.testkit.TestServer.AUTHORIZATION;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.testkit.Chat;
import parley.testkit.TestProcess;

/** How the program ends, and what is there when it starts again. */
@Timeout(300)
class CrashTest {
  private static final int WRITERS = 8;

  @TempDir Path data;

  @Test
  void whatWasAcknowledgedIsThereAfterAKill() throws InterruptedException {
    var acknowledged = new ConcurrentHashMap<String, Map<Long, String>>();
    for (var round = 0; round < 3; round++) {
      try (var server = TestProcess.serve(data)) {
        var chat = new Chat(server.client());
        if (round == 0) {
          for (var i = 0; i < 3; i++) {
            var room = chat.joined("ada");
            chat.say(room, "ada", "index 0");
            chat.mark("ada", room, "LastReadMessageIndex", "0");
            acknowledged.put(room, new ConcurrentHashMap<>());
          }
        }
        assertNothingLost(chat, acknowledged);
        var writers = writeUntilItEnds(chat, acknowledged, 300 + 200 * round);
        server.kill();
        for (var writer : writers) {
          writer.join();
        }
      }
    }
    try (var server = TestProcess.serve(data)) {
      assertNothingLost(new Chat(server.client()), acknowledged);
    }
  }

  /** Returns when so many messages were acknowledged; the writers go on until they cannot. */
  private static List<Thread> writeUntilItEnds(
      Chat chat, Map<String, Map<Long, String>> acknowledged, int enough)
      throws InterruptedException {
    var rooms = List.copyOf(acknowledged.keySet());
    var written = new CountDownLatch(enough);
    var writers = new ArrayList<Thread>();
    for (var i = 0; i < WRITERS; i++) {
      var room = rooms.get(i % rooms.size());
      writers.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      while (true) {
                        var message = chat.say(room, "bob", "hello");
                        acknowledged
                            .getOrDefault(room, Map.of())
                            .put(message.at("/index").asLong(), message.sid());
                        written.countDown();
                      }
                    } catch (UncheckedIOException e) {
                      // The server is gone: this message was not acknowledged.
                    }
                  }));
    }
    assertThat(written.await(60, TimeUnit.SECONDS)).isTrue();
    return writers;
  }

  private static void assertNothingLost(Chat chat, Map<String, Map<Long, String>> acknowledged) {
    long unread = 0;
    for (var room : acknowledged.entrySet()) {
      var there = new ArrayList<String>();
      var page = chat.client().get(Chat.messages(room.getKey()) + "?PageSize=1000").is(200);
      while (true) {
        assertThat(page.column("index"))
            .as("indexes without a gap")
            .isEqualTo(
                LongStream.range(there.size(), there.size() + page.rows().size())
                    .mapToObj(Long::toString)
                    .toList());
        there.addAll(page.column("sid"));
        var next = page.next();
        if (next == null) {
          break;
        }
        page = chat.client().get(next).is(200);
      }
      room.getValue()
          .forEach((index, sid) -> assertThat(there.get(index.intValue())).isEqualTo(sid));
      var row = chat.own("ada", room.getKey());
      assertThat(row.get("unread_messages_count").asLong())
          .isEqualTo(Math.min(1000, there.size() - 1));
      unread += there.size() - 1;
    }
    assertThat(chat.inbox("ada", "Include=Totals").at("/totals/unread_messages").asLong())
        .isEqualTo(unread);
  }

  @Test
  void toldToEndItFinishesWhatIsUnderWayAndEndsWell() throws IOException {
    try (var server = TestProcess.serve(data)) {
      var room = new Chat(server.client()).conversation();
      var body = "Body=under+way";
      try (var socket = new Socket(server.address().getHost(), server.address().getPort())) {
        var head =
            """
            POST %s HTTP/1.1\r
            Host: x\r
            Authorization: %s\r
            Content-Type: application/x-www-form-urlencoded\r
            Content-Length: %d\r
            Expect: 100-continue\r
            \r
            """
                .formatted(Chat.messages(room), AUTHORIZATION, body.length());
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        assertThat(readTo(socket.getInputStream(), "\r\n\r\n")).startsWith("HTTP/1.1 100");
        server.terminate();
        await().until(() -> !server.takesConnections());
        socket.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
        assertThat(readTo(socket.getInputStream(), "\"under way\"")).contains("HTTP/1.1 201");
      }
      assertThat(server.awaitExit()).isZero();
      try (var again = TestProcess.serve(data)) {
        assertThat(again.client().get(Chat.messages(room)).column("body"))
            .containsExactly("under way");
      }
    }
  }

  private static String readTo(InputStream in, String end) throws IOException {
    var read = new StringBuilder();
    while (read.indexOf(end) < 0) {
      var next = in.read();
      if (next < 0) {
        throw new AssertionError("the server closed the connection after: " + read);
      }
      read.append((char) next);
    }
    return read.toString();
  }

  @Test
  void aSecondServerOnTheSameDataIsRefusedInOneLine() {
    try (var first = TestProcess.serve(data);
        var second = TestProcess.run(data, "serve", "--port", "0")) {
      assertThat(second.awaitOutput())
          .isEqualTo(
              "parley: another Parley is using the database "
                  + data.resolve("parley.db")
                  + "; stop it, or name another --data");
      assertThat(second.awaitExit()).isOne();
      first.client().get("/v1/Conversations").is(200);
    }
  }
}
