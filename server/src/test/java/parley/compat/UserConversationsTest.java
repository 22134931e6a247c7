package parley.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.conversations.v1.Conversation;
import com.twilio.rest.conversations.v1.User;
import com.twilio.rest.conversations.v1.conversation.Message;
import com.twilio.rest.conversations.v1.conversation.Participant;
import com.twilio.rest.conversations.v1.user.UserConversation;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.TestServer;

/** The founding journey: the official Java SDK reads a user's conversations. */
@ParameterizedClass
@EnumSource(Dialect.class)
class UserConversationsTest {
  private static final String ADA = "ada@example.com";
  private static final int COUNT = 120;

  @RegisterExtension final TestServer server;
  private final List<String> newestFirst = new ArrayList<>();
  private TwilioRestClient sdk;

  UserConversationsTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  @BeforeEach
  void aUserIsInManyConversations() {
    sdk = Sdk.of(server);
    User.creator(ADA).setFriendlyName("Ada").create(sdk);
    for (var i = 0; i < COUNT; i++) {
      server.clock().advance(Duration.ofSeconds(1));
      var conversation = Conversation.creator().setFriendlyName("No. " + i).create(sdk).getSid();
      Participant.creator(conversation).setIdentity(ADA).create(sdk);
      Message.creator(conversation).setAuthor(ADA).setBody("hello " + i).create(sdk);
      newestFirst.add(conversation);
    }
    Collections.reverse(newestFirst);
  }

  @Test
  void theListComesInPagesOfFiftyAsOneOfAThousandAndByTheUrlOfAPage() {
    var found = new ArrayList<String>();
    var sizes = new ArrayList<Integer>();
    var page = UserConversation.reader(ADA).pageSize(50).firstPage(sdk);
    var second = page.getNextPageUrl("conversations");
    while (page != null) {
      sizes.add(page.getRecords().size());
      page.getRecords().forEach(one -> found.add(one.getConversationSid()));
      page = page.hasNextPage() ? UserConversation.reader(ADA).nextPage(page, sdk) : null;
    }
    assertThat(sizes).containsExactly(50, 50, 20);
    assertThat(found).isEqualTo(newestFirst);

    assertThat(sids(UserConversation.reader(ADA).limit(1000).read(sdk))).isEqualTo(newestFirst);
    assertThat(sids(UserConversation.reader(ADA).limit(70).pageSize(30).read(sdk)))
        .isEqualTo(newestFirst.subList(0, 70));
    assertThat(sids(UserConversation.reader(ADA).read(sdk))).isEqualTo(newestFirst);

    var byUrl = UserConversation.reader(ADA).getPage(second, sdk);
    assertThat(sids(byUrl.getRecords())).isEqualTo(newestFirst.subList(50, 100));
    var back = UserConversation.reader(ADA).previousPage(byUrl, sdk);
    assertThat(sids(back.getRecords())).isEqualTo(newestFirst.subList(0, 50));
  }

  @Test
  void theSameListStandsUnderTheService() {
    var user = User.fetcher(ADA).fetch(sdk);
    var service = user.getChatServiceSid();
    var list =
        com.twilio.rest.conversations.v1.service.user.UserConversation.reader(
                service, user.getSid())
            .pageSize(50)
            .read(sdk);
    var found = new ArrayList<String>();
    list.forEach(
        one -> {
          assertThat(one.getUrl())
              .hasToString(
                  "https://conversations.twilio.com/v1/Services/%s/Users/%s/Conversations/%s"
                      .formatted(service, user.getSid(), one.getConversationSid()));
          found.add(one.getConversationSid());
        });
    assertThat(found).isEqualTo(newestFirst);
  }

  @Test
  void aRowShowsTheConversationAndWhatIsTheUsersOwn() {
    var newest = newestFirst.getFirst();
    var read =
        UserConversation.updater(ADA, newest)
            .setLastReadMessageIndex(0)
            .setNotificationLevel(UserConversation.NotificationLevel.MUTED)
            .update(sdk);
    assertThat(read.getUnreadMessagesCount()).isZero();
    Message.creator(newest).setBody("one more").create(sdk);

    var row = UserConversation.fetcher(ADA, newest).fetch(sdk);
    assertThat(row.getUnreadMessagesCount()).isOne();
    assertThat(row.getLastReadMessageIndex()).isZero();
    assertThat(row.getNotificationLevel()).isEqualTo(UserConversation.NotificationLevel.MUTED);
    assertThat(row.getConversationState()).isEqualTo(UserConversation.State.ACTIVE);
    assertThat(row.getFriendlyName()).isEqualTo("No. " + (COUNT - 1));
    assertThat(row.getAttributes()).isEqualTo("{}");
    assertThat(row.getCreatedBy()).isEqualTo("system");
    assertThat(row.getTimers()).isEqualTo(Map.of());
    assertThat(row.getDateCreated().toInstant()).isEqualTo(server.clock().instant());
    assertThat(row.getLinks()).containsOnlyKeys("participant", "conversation");

    var user = User.fetcher(ADA).fetch(sdk);
    var byTime =
        UserConversation.updater(user.getSid(), newest)
            .setLastReadTimestamp(server.clock().instant().atZone(ZoneOffset.UTC))
            .update(sdk);
    assertThat(byTime.getLastReadMessageIndex()).isOne();

    assertThat(UserConversation.deleter(ADA, newest).delete(sdk)).isTrue();
    assertThat(sids(UserConversation.reader(ADA).read(sdk)))
        .isEqualTo(newestFirst.subList(1, COUNT));
  }

  private static List<String> sids(Iterable<UserConversation> rows) {
    var sids = new ArrayList<String>();
    rows.forEach(row -> sids.add(row.getConversationSid()));
    return sids;
  }
}
