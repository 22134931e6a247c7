package parley.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.conversations.v1.Conversation;
import com.twilio.rest.conversations.v1.User;
import com.twilio.rest.conversations.v1.conversation.Message;
import com.twilio.rest.conversations.v1.conversation.Participant;
import com.twilio.rest.conversations.v1.user.UserConversation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
  void pagesOfFiftyComeOneAfterTheOther() {
    var found = new ArrayList<String>();
    var sizes = new ArrayList<Integer>();
    var page = UserConversation.reader(ADA).pageSize(50).firstPage(sdk);
    while (page != null) {
      sizes.add(page.getRecords().size());
      page.getRecords().forEach(one -> found.add(one.getConversationSid()));
      page = page.hasNextPage() ? UserConversation.reader(ADA).nextPage(page, sdk) : null;
    }
    assertThat(sizes).containsExactly(50, 50, 20);
    assertThat(found).isEqualTo(newestFirst);
  }
}
