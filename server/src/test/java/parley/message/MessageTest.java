package parley.message;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.testkit.Chat.messages;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.TestServer;

/** Messages: their order, their dates, their edits. */
class MessageTest {
  @RegisterExtension final TestServer server = TestServer.onSqlite();
  private String conversation = "";
  private String path = "";

  @BeforeEach
  void thereIsAConversation() {
    conversation = server.chat().joined("ada");
    path = messages(conversation);
  }

  @Test
  void aListGoesByIndexUpOrDownAndOverAllPages() {
    var sids = server.chat().sayAll(conversation, "ada", 5);
    server.chat().unsay(conversation, sids.get(2));
    var found = new ArrayList<String>();
    for (var next = path + "?Order=DESC&PageSize=3"; next != null; ) {
      var page = server.get(next).is(200);
      found.addAll(page.column("index"));
      next = page.next();
    }
    assertThat(found).containsExactly("4", "3", "1", "0");
    assertThat(server.get(path).column("index")).containsExactly("0", "1", "3", "4");
    server.get(path + "?Order=sideways").isProblem(400, 20422);
  }

  @Test
  void anImportedMessageKeepsItsDatesAndAnEditMovesTheSecond() {
    var message =
        server
            .post(
                path,
                "Body",
                "old",
                "Author",
                "ada",
                "DateCreated",
                "2015-12-16T22:18:37Z",
                "DateUpdated",
                "2015-12-16T22:18:38Z")
            .is(201);
    assertThat(message.text("date_created")).isEqualTo("2015-12-16T22:18:37Z");
    assertThat(message.text("date_updated")).isEqualTo("2015-12-16T22:18:38Z");
    server.clock().advance(Duration.ofMinutes(1));
    var edited = server.post(path + "/" + message.sid(), "Body", "", "Subject", "s").is(200);
    assertThat(edited.text("body")).isEmpty();
    assertThat(edited.text("date_created")).isEqualTo("2015-12-16T22:18:37Z");
    assertThat(edited.text("date_updated")).isEqualTo("2026-03-01T12:01:00Z");
    server.post(path + "/" + message.sid()).isProblem(400, 20161);
    server.post(path, "Body", "x", "DateCreated", "yesterday").isProblem(400, 50308);
  }

  @Test
  void aMessageSaysSomethingOrIsRefused() {
    server.post(path, "Author", "ada").isProblem(400, 50503);
    server.post(path, "Body", "").isProblem(400, 50503);
    server.post(path, "Body", "x", "MediaSid", "").is(201);
    server.post(path, "Body", "é".repeat(16 * 1024)).is(201);
    server.post(path, "Body", "é".repeat(16 * 1024) + "e").isProblem(400, 50504);
    server.post(path, "Body", "x", "Attributes", "{").isProblem(400, 50304);
  }
}
