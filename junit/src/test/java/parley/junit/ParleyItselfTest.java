package parley.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.jwt.accesstoken.AccessToken;
import com.twilio.jwt.accesstoken.ChatGrant;
import com.twilio.rest.conversations.v1.Configuration;
import com.twilio.rest.conversations.v1.Conversation;
import com.twilio.rest.conversations.v1.conversation.Message;
import com.twilio.rest.conversations.v1.conversation.Participant;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a test may do with its server. */
@ParleyTest
class ParleyItselfTest {
  private final Parley parley;
  private final TwilioRestClient client;

  ParleyItselfTest(Parley parley, TwilioRestClient client) {
    this.parley = parley;
    this.client = client;
  }

  @Test
  void theClockStandsWhereItIsToldTo() {
    var then = Instant.parse("2031-02-03T04:05:06Z");
    parley.freeze(true);
    parley.setNow(then);
    parley.advance(Duration.ofHours(24));
    assertThat(parley.now()).isEqualTo(then.plus(Duration.ofDays(1)));
    assertThat(Conversation.creator().create(client).getDateCreated().toInstant())
        .isEqualTo(parley.now());
    parley.reset();
    assertThat(parley.now()).isBefore(then);
  }

  @Test
  void fixturesTellTheSidsOfWhatTheyMade() {
    var made =
        parley.fixtures(
            """
            {"services": [{"name": "support"}],
             "roles": [{"name": "guest", "service": "support", "type": "conversation",
                        "permissions": ["leaveConversation"]}],
             "users": ["dan"],
             "conversations": [
               {"unique_name": "general", "participants": ["ada", "bob"],
                "messages": [{"author": "ada", "body": "Hello"}, {"author": "bob", "body": "Hi"}]},
               {"unique_name": "ticket", "service": "support"}]}
            """);
    var general = made.conversation("general");
    assertThat(Conversation.fetcher("general").fetch(client).getSid()).isEqualTo(general);
    assertThat(Participant.fetcher(general, "ada").fetch(client).getSid())
        .isEqualTo(made.participant("general", "ada"));
    assertThat(made.messages("general")).hasSize(2);
    assertThat(made.user("dan")).startsWith("US");
    assertThat(made.in("support").role("guest")).startsWith("RL");
    assertThat(made.in("support").service()).startsWith("IS").isNotEqualTo(made.service());
    assertThat(made.in("support").conversation("ticket")).startsWith("CH");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> made.conversation("ticket"))
        .withMessageContaining("general");
  }

  @Test
  void whatIsThereIsWrittenAsFixturesThatMakeItAgain() {
    parley.fixtures("{\"conversations\": [{\"unique_name\": \"general\"}]}");
    var written = parley.fixtures();
    parley.reset();
    parley.fixtures(written);
    assertThat(names()).containsExactly("general");
  }

  @Test
  void aFixtureThatIsWrongIsRefusedByTheApisCode() {
    assertThatExceptionOfType(ParleyException.class)
        .isThrownBy(() -> parley.fixtures("{\"conversation\": []}"))
        .withMessageContaining("/conversation")
        .satisfies(refused -> assertThat(refused.status()).isEqualTo(400))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(20422));
  }

  @Test
  void aSnapshotIsGoneBackTo() {
    Conversation.creator().setUniqueName("general").create(client);
    parley.snapshot("one-room");
    Conversation.creator().setUniqueName("other").create(client);
    parley.restore("one-room");
    assertThat(names()).containsExactly("general");
  }

  @Test
  void aSinkAnswersAsItWasTold() {
    var sink = parley.sink("before");
    sink.answer(200, "{\"body\": \"amended\"}");
    parley.fixtures(
        "{\"webhook\": {\"pre_webhook_url\": \"%s\", \"filters\": [\"onMessageAdd\"]}}"
            .formatted(sink.url()));
    var general = Conversation.creator().create(client).getSid();
    var message =
        Message.creator(general)
            .setBody("original")
            .setXTwilioWebhookEnabled(Message.WebhookEnabledType.TRUE)
            .create(client);
    assertThat(message.getBody()).isEqualTo("amended");
    assertThat(sink.requests())
        .singleElement()
        .satisfies(asked -> assertThat(asked.method()).isEqualTo("POST"))
        .satisfies(asked -> assertThat(asked.parameters()).containsEntry("Body", "original"))
        .satisfies(asked -> assertThat(asked.signatureValid()).isTrue());
    sink.clear();
    assertThat(sink.requests()).isEmpty();
  }

  @Test
  void aFaultIsInForceUntilItIsCleared() {
    parley.fault(Fault.of("POST", "/v1/Conversations").status(429).code(20429));
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> Conversation.creator().create(client))
        .satisfies(refused -> assertThat(refused.getStatusCode()).isEqualTo(429))
        .satisfies(refused -> assertThat(refused.getCode()).isEqualTo(20429));
    parley.clearFaults();
    Conversation.creator().create(client);
  }

  @Test
  void anAnswerThatIsCutOffIsOfWhatWasDone() {
    parley.fault(Fault.ofAnyCall().share(1.0 / 3).times(1).delay(Duration.ofMillis(1)));
    parley.clearFaults();
    parley.fault(Fault.of("POST", "/v1/Conversations").dropAfter().times(1));
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> Conversation.creator().setUniqueName("unheard").create(client));
    assertThat(names()).containsExactly("unheard");
  }

  @Test
  void tokensOfTheSdkSignedWithTheKeyAreTakenAfterAResetToo() throws Exception {
    parley.reset();
    var grant = new ChatGrant();
    grant.setServiceSid(Configuration.fetcher().fetch(client).getDefaultChatServiceSid());
    var token =
        new AccessToken.Builder(
                parley.accountSid(), parley.keySid(), parley.keySecret().getBytes(UTF_8))
            .identity("ada")
            .grant(grant)
            .build()
            .toJwt();
    assertThat(statusOf("/v1/Users/ada", token)).isEqualTo(200);
    assertThat(statusOf("/v1/Users/ada", parley.token("ada"))).isEqualTo(200);
    assertThat(statusOf("/v1/Users/ada", "none")).isEqualTo(401);
  }

  private int statusOf(String path, String token) throws Exception {
    var request =
        HttpRequest.newBuilder(parley.url().resolve(path))
            .header("Authorization", "Bearer " + token)
            .build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private List<String> names() {
    var names = new ArrayList<String>();
    Conversation.reader().read(client).forEach(one -> names.add(one.getUniqueName()));
    return names;
  }
}
