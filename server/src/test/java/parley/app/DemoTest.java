package parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Database;
import parley.storage.Dialect;
import parley.testkit.TestServer;
import tools.jackson.databind.JsonNode;

/** What the demo shows to who looks at it through the API. */
@ParameterizedClass
@EnumSource(Dialect.class)
class DemoTest {
  private static final String INBOX =
      "/v1/Users/ada/Conversations?OrderBy=LastActivity&Include=LastMessage,Totals&PageSize=1000";

  @RegisterExtension final TestServer server;

  DemoTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  private Subjects deeds(Database view, Clock past) {
    return server.wire(view, past).subjects;
  }

  private boolean fill() {
    return Demo.fill(server.database(), this::deeds, TestServer.ACCOUNT, now());
  }

  private List<JsonNode> conversations() {
    return server.get("/v1/Conversations?PageSize=1000").is(200).rows();
  }

  private List<JsonNode> messages() {
    var all = new ArrayList<JsonNode>();
    for (var conversation : conversations()) {
      var path = "/v1/Conversations/" + conversation.get("sid").asString() + "/Messages";
      all.addAll(server.get(path + "?PageSize=1000").is(200).rows());
    }
    return all;
  }

  private static Instant time(JsonNode row) {
    return Instant.parse(row.get("date_created").asString());
  }

  @Test
  void theListShowsEveryKindOfConversation() {
    fill();
    var inbox = server.get(INBOX).is(200);
    assertThat(inbox.column("conversation_state")).contains("active", "inactive", "closed");
    assertThat(inbox.column("notification_level")).contains("default", "muted");
    assertThat(inbox.rows())
        .anyMatch(row -> row.get("unread_messages_count").isNull())
        .anyMatch(row -> row.get("unread_messages_count").asInt() == 0)
        .anyMatch(row -> row.get("unread_messages_count").asInt() > 0)
        .allMatch(row -> row.get("last_message").isObject());
    assertThat(inbox.at("/totals/conversations").asInt()).isEqualTo(inbox.rows().size());
    assertThat(inbox.at("/totals/unread_conversations").asInt())
        .isBetween(1, inbox.rows().size() - 1);
    assertThat(conversations()).hasSizeGreaterThan(inbox.rows().size());
  }

  @Test
  void theFirstRowsShowWhatThereIsToSee() {
    fill();
    var first = server.get(INBOX.replace("PageSize=1000", "PageSize=3")).is(200);
    assertThat(first.column("friendly_name"))
        .containsExactly("Order 4802", "Pick-up for Ms Ferreira", "Red bicycle");
  }

  @Test
  void severalPeopleTalkAndNobodySaysTheSameTwice() {
    fill();
    var messages = messages();
    assertThat(messages).hasSizeGreaterThan(80);
    assertThat(messages.stream().map(row -> row.get("body").asString())).doesNotHaveDuplicates();
    assertThat(messages.stream().map(row -> row.get("author").asString()).distinct())
        .hasSizeGreaterThan(6);
  }

  @Test
  void aMessageBearsAPhoto() throws IOException {
    fill();
    var photo =
        messages().stream().filter(row -> row.get("media").isArray()).findFirst().orElseThrow();
    var medium = photo.get("media").get(0);
    var path =
        "/v1/Services/%s/Media/%s"
            .formatted(
                conversations().getFirst().get("chat_service_sid").asString(),
                medium.get("sid").asString());
    var url = server.get(path).is(200).at("/links/content_direct_temporary").asString();
    var file = server.anonymous().get(url).is(200);
    assertThat(file.header("Content-Type")).isEqualTo("image/jpeg");
    var image = ImageIO.read(new ByteArrayInputStream(file.bytes()));
    assertThat(Objects.requireNonNull(image).getWidth()).isGreaterThan(400);
  }

  @Test
  void whoIsReachedBySmsHasReceiptsOfEveryKind() {
    fill();
    var statuses = new HashSet<String>();
    var errors = new HashSet<Integer>();
    for (var message : messages()) {
      if (message.get("delivery").isObject()) {
        for (var receipt : server.get(message.at("/links/delivery_receipts").asString()).rows()) {
          statuses.add(receipt.get("status").asString());
          errors.add(receipt.get("error_code").asInt());
        }
      }
    }
    assertThat(statuses).contains("delivered", "read", "undelivered", "failed");
    assertThat(errors).contains(0, 30003, 30005);
  }

  @Test
  void theDatesGoBackSomeWeeksAndUsersAreOlderThanWhatTheySay() {
    fill();
    var now = now();
    var users = server.get("/v1/Users?PageSize=1000").is(200).rows();
    var conversations = conversations();
    var youngestUser = users.stream().map(DemoTest::time).max(Instant::compareTo).orElseThrow();
    var begun = conversations.stream().map(DemoTest::time).toList();
    assertThat(begun)
        .isSortedAccordingTo(Comparator.reverseOrder())
        .allMatch(youngestUser::isBefore);
    assertThat(begun.getLast()).isBefore(now.minus(Duration.ofDays(28)));
    assertThat(messages().stream().map(DemoTest::time))
        .allMatch(written -> !written.isAfter(now))
        .anyMatch(written -> written.isAfter(now.minus(Duration.ofHours(2))));
  }

  @Test
  void itIsPlayedOnce() {
    assertThat(fill()).isTrue();
    var before = conversations().size();
    assertThat(fill()).isFalse();
    assertThat(conversations()).hasSize(before);
  }

  @Test
  void aPlaceInWhichSomebodyHasTalkedIsLeftAlone() {
    server.post("/v1/Conversations", "UniqueName", "ours").is(201);
    assertThat(fill()).isFalse();
    assertThat(conversations()).hasSize(1);
  }

  @Test
  void whoIsThereAlreadyTakesPart() {
    var before = server.post("/v1/Users", "Identity", "ada").is(201).sid();
    fill();
    assertThat(server.get("/v1/Users/ada").sid()).isEqualTo(before);
    assertThat(server.get(INBOX).is(200).rows()).hasSizeGreaterThan(10);
  }

  @Test
  void anInterruptedPlayLeavesNothingAndIsPlayedAnew() {
    assertThatThrownBy(
            () ->
                server
                    .database()
                    .change(
                        tx -> {
                          Demo.play(tx, server.database(), this::deeds, TestServer.ACCOUNT, now());
                          throw new IllegalStateException("the power is gone");
                        }))
        .hasMessage("the power is gone");
    assertThat(conversations()).isEmpty();
    assertThat(server.get("/v1/Users").rows()).isEmpty();
    fill();
    assertThat(server.get(INBOX).is(200).rows()).hasSizeGreaterThan(10);
  }

  private Instant now() {
    return server.clock().instant();
  }
}
