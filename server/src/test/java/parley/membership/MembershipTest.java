package parley.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.testkit.Chat.participants;
import static parley.testkit.TestClient.quote;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.TestServer;

/** The conversations of a participant, by identity and by address. */
@ParameterizedClass
@EnumSource(Dialect.class)
class MembershipTest {
  private static final String PATH = "/v1/ParticipantConversations";
  private static final String ANN = "+15550001";

  @RegisterExtension final TestServer server;

  MembershipTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  private String bind(String conversation, String proxy) {
    return server
        .post(
            participants(conversation),
            "MessagingBinding.Address",
            ANN,
            "MessagingBinding.ProxyAddress",
            proxy)
        .is(201)
        .sid();
  }

  private List<String> walk(String url) {
    var found = new ArrayList<String>();
    for (var next = url; next != null; ) {
      var page = server.get(next).is(200);
      found.addAll(page.column("conversation_sid"));
      next = page.next();
    }
    return found;
  }

  @Test
  void anIdentityIsFoundInAllItsConversationsInTheOrderOfTheirSids() {
    var joined = new ArrayList<String>();
    for (var i = 0; i < 5; i++) {
      joined.add(server.chat().joined("ada", "UniqueName", "c" + i));
    }
    server.chat().joined("grace");
    server.post("/v1/Conversations/" + joined.get(1), "State", "closed").is(200);
    assertThat(walk(PATH + "?Identity=ada")).isEqualTo(joined);
    assertThat(walk(PATH + "?Identity=ada&PageSize=2")).isEqualTo(joined);
    assertThat(walk(PATH + "?Identity=nobody")).isEmpty();
  }

  @Test
  void anEntryTellsOfTheConversationAndTheParticipant() {
    var conversation = server.chat().conversation("UniqueName", "u", "Attributes", "{ }");
    var ann = bind(conversation, "+15559999");
    var answer = server.get(PATH + "?Address=" + quote(ANN)).is(200);
    var row = answer.rows().getFirst();
    assertThat(row.propertyNames())
        .containsExactly(
            "account_sid",
            "chat_service_sid",
            "conversation_sid",
            "participant_sid",
            "conversation_friendly_name",
            "conversation_state",
            "conversation_timers",
            "conversation_attributes",
            "conversation_date_created",
            "conversation_date_updated",
            "conversation_created_by",
            "conversation_unique_name",
            "participant_user_sid",
            "participant_identity",
            "participant_messaging_binding",
            "links");
    assertThat(row.get("participant_sid").stringValue()).isEqualTo(ann);
    assertThat(row.get("conversation_attributes").stringValue()).isEqualTo("{ }");
    assertThat(row.get("participant_messaging_binding").toString())
        .isEqualTo(
            "{\"address\":\"+15550001\",\"proxy_address\":\"+15559999\",\"type\":\"sms\","
                + "\"level\":null,\"name\":null,\"projected_address\":null}");
    assertThat(answer.at("/meta/url").stringValue())
        .endsWith(PATH + "?Address=%2B15550001&PageSize=50&Page=0");
    server.get(row.at("/links/participant").stringValue()).is(200);
    server.get(row.at("/links/conversation").stringValue()).is(200);
  }

  @Test
  void anAddressIsFoundInEveryConversationOfTheServiceAlone() {
    var first = server.chat().conversation();
    bind(first, "+15559999");
    var second = server.chat().conversation();
    bind(second, "+15558888");
    bind(second, "+15557777");
    var service = server.post("/v1/Services", "FriendlyName", "Second").is(201).sid();
    var root = "/v1/Services/" + service;
    var elsewhere = server.post(root + "/Conversations").is(201).sid();
    server
        .post(
            root + participants(elsewhere).substring("/v1".length()),
            "MessagingBinding.Address",
            ANN,
            "MessagingBinding.ProxyAddress",
            "+15556666")
        .is(201);
    assertThat(walk(PATH + "?PageSize=1&Address=" + quote(ANN)))
        .containsExactly(first, second, second);
    var named = server.get(root + "/ParticipantConversations?Address=" + quote(ANN)).is(200);
    assertThat(named.column("conversation_sid")).containsExactly(elsewhere);
    assertThat(named.at("/conversations/0/links/conversation").stringValue()).contains(root);
  }

  @Test
  void aPlusThatWasNotEncodedIsUnderstood() {
    var conversation = server.chat().conversation();
    bind(conversation, "+15559999");
    assertThat(walk(PATH + "?Address=+15550001")).containsExactly(conversation);
  }

  @Test
  void exactlyOneOfIdentityAndAddressIsAskedFor() {
    server.get(PATH).isProblem(400, 20422);
    server.get(PATH + "?Identity=").isProblem(400, 20422);
    server.get(PATH + "?Identity=ada&Address=1").isProblem(400, 50451);
    server.get(PATH + "?Identity=ada&PageSize=0").isProblem(400, 20422);
    server.get(PATH + "?Identity=ada&PageToken=nonsense").isProblem(400, 21481);
  }

  @Test
  void aTokenIsGoodForItsOwnFilterAlone() {
    server.chat().joined("ada");
    server.chat().joined("ada");
    var next = server.get(PATH + "?Identity=ada&PageSize=1").next();
    assertThat(next).isNotNull();
    server.get(String.valueOf(next).replace("Identity=ada", "Identity=bob")).isProblem(400, 21481);
  }
}
