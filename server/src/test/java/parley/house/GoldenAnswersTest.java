package parley.house;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.testkit.Answer;
import parley.testkit.GoldenText;
import parley.testkit.TestServer;

/**
 * The answers of a journey through all resources, to the letter: properties, their order, nulls.
 * SIDs are numbered in the order they appear.
 */
class GoldenAnswersTest {
  private static final Pattern SID = Pattern.compile("\\b([A-Z]{2})[0-9a-f]{32}\\b");
  private static final Pattern TOKEN = Pattern.compile("PageToken=PT[A-Za-z0-9_-]+");

  @RegisterExtension final TestServer server = TestServer.onSqlite();

  private final StringBuilder told = new StringBuilder();
  private final Map<String, String> sids = new LinkedHashMap<>();

  @Test
  void everyAnswerIsAsItWas() throws IOException {
    journey();
    GoldenText.assertIs("house/answers.txt", told.toString(), GoldenAnswersTest.class);
  }

  private void journey() {
    var service = post("/v1/Services", "FriendlyName", "Service").sid();
    var named = "/v1/Services/" + service;
    get(named + "/Configuration");
    get(named + "/Configuration/Notifications");
    post(named + "/Configuration/Webhooks", "PostWebhookUrl", "https://hook.invalid/post");
    get("/v1/Configuration");
    get("/v1/Configuration/Webhooks");
    post("/v1/Roles", "FriendlyName", "r", "Type", "conversation", "Permission", "sendMessage");
    post("/v1/Credentials", "Type", "fcm", "FriendlyName", "c", "Secret", "s");
    post("/v1/Configuration/Addresses", "Type", "sms", "Address", "+4712345678");
    post("/v1/Users", "Identity", "ada", "FriendlyName", "Ada");
    converse();
    post(named + "/Conversations", "UniqueName", "elsewhere");
    post(named + "/Conversations/elsewhere/Participants", "Identity", "ada");
    post(named + "/Conversations/elsewhere/Messages", "Body", "hello");
    get(named + "/Users/ada/Conversations");
    get("/v1/Conversations/elsewhere");
    get("/v1/Conversations?PageSize=0");
  }

  private void converse() {
    var room = "/v1/Conversations/room";
    post(
        "/v1/Conversations",
        "UniqueName",
        "room",
        "Attributes",
        "{ \"a\": 1 }",
        "Timers.Closed",
        "PT10M");
    post(room + "/Participants", "Identity", "ada");
    post(
        room + "/Participants",
        "MessagingBinding.Address",
        "+15558675310",
        "MessagingBinding.ProxyAddress",
        "+15017122661");
    var message = post(room + "/Messages", "Author", "ada", "Body", "hello").sid();
    get(room + "/Messages/" + message + "/Receipts");
    post(
        room + "/Webhooks",
        "Target",
        "trigger",
        "Configuration.Url",
        "https://hook.invalid",
        "Configuration.Triggers",
        "help");
    post("/v1/Users/ada/Conversations/room", "LastReadMessageIndex", "0");
    post(
        "/v1/ConversationWithParticipants",
        "FriendlyName",
        "two",
        "Participant",
        "{\"identity\": \"bob\"}");
    get("/v1/ParticipantConversations?Identity=ada");
    get("/v1/Users/ada/Conversations?OrderBy=LastActivity&Include=LastMessage,Totals");
    get(room + "/Messages?Order=desc&PageSize=1");
    get("/v1/Users?PageSize=1");
  }

  private Answer get(String path) {
    return tell("GET " + path, server.get(path));
  }

  private Answer post(String path, String... form) {
    return tell("POST " + path, server.post(path, form));
  }

  private Answer tell(String request, Answer answer) {
    var pretty = answer.json().toPrettyString();
    told.append(steady(request)).append('\n');
    told.append(answer.status()).append(' ').append(steady(pretty)).append("\n\n");
    return answer;
  }

  /** What differs from run to run, by names that do not. */
  private String steady(String text) {
    var numbered =
        SID.matcher(text)
            .replaceAll(
                found ->
                    sids.computeIfAbsent(
                        found.group(), sid -> found.group(1) + "-" + (sids.size() + 1)));
    var plain = TOKEN.matcher(numbered).replaceAll("PageToken=PT...");
    return plain.replace(server.address().toString(), "http://parley");
  }
}
