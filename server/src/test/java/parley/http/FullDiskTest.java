package parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.Faults;
import parley.testkit.LogLines;
import parley.testkit.TestServer;

/** What callers are told while the disk of the embedded database fails, and what the log says. */
@Timeout(120)
class FullDiskTest {
  private static final String LARGE = "{\"a\":\"" + "x".repeat(4_000) + "\"}";

  @RegisterExtension final TestServer server = TestServer.onSqlite();
  @AutoClose final LogLines log = LogLines.of("parley.http");

  @Test
  void aFullDiskIs507AndOneLineInTheLogAndReadsGoOn() {
    var chat = server.chat();
    var room = chat.joined("ada");
    Faults.leaveRoom(server.database(), 20);
    var kept = 0;
    var answer = say(room);
    while (answer.status() == 201) {
      kept++;
      answer = say(room);
    }
    answer.isProblem(507, 20507);
    assertThat(log.all()).singleElement().asString().contains("POST", "SQLITE_FULL");
    assertThat(server.get(Chat.messages(room)).is(200).rows()).hasSize(kept);
    Faults.makeRoom(server.database());
    say(room).is(201);
  }

  @Test
  void aDiskThatCannotBeWrittenIs503AndOneLineInTheLogAndReadsGoOn() {
    var room = server.chat().joined("ada");
    Faults.forbidWrites(server.database());
    var answer = say(room).isProblem(503, 20503);
    assertThat(answer.header("Retry-After")).isNotBlank();
    assertThat(log.all()).singleElement().asString().contains("POST", "SQLITE_READONLY");
    assertThat(server.get(Chat.messages(room)).is(200).rows()).isEmpty();
  }

  private Answer say(String room) {
    return server.post(Chat.messages(room), "Author", "ada", "Body", "x", "Attributes", LARGE);
  }
}
