package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.conversations.v1.conversation.Message;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.junit.Fault;
import parley.junit.Parley;
import parley.junit.ParleyTest;

@ParleyTest
class HelpDeskTest {
  private HelpDesk desk;

  @BeforeEach
  void openTheDesk(TwilioRestClient client) {
    desk = new HelpDesk(client, () -> {});
  }

  @Test
  void aTicketIsClosedWhenNobodyHasSaidAnythingForAWeek(Parley parley) {
    var ticket = desk.open("ada", "Where is my parcel?");
    parley.advance(Duration.ofDays(6));
    desk.answer(ticket, "bob", "On its way.");
    parley.advance(Duration.ofDays(6));
    assertTrue(desk.isOpen(ticket));
    parley.advance(Duration.ofDays(1));
    assertFalse(desk.isOpen(ticket));
  }

  @Test
  void anAgentSeesInWhichTicketsThereIsSomethingToRead(Parley parley) {
    parley.fixtures(
        """
        {"conversations": [
          {"friendly_name": "Parcel", "participants": ["ada", {"identity": "bob", "read": 0}],
           "messages": [{"author": "ada", "body": "Where is my parcel?", "at": "-PT2H"},
                        {"author": "ada", "body": "Is somebody there?", "at": "-PT1H"}]},
          {"friendly_name": "Invoice", "participants": [{"identity": "bob", "read": "all"}],
           "messages": [{"author": "bob", "body": "Sent again."}]}]}
        """);
    assertEquals(List.of("Parcel (1)"), desk.unread("bob"));
  }

  @Test
  void aWebhookHearsOfAnAnswerWithASignatureThatHolds(Parley parley) {
    var sink = parley.sink("answers");
    parley.fixtures(
        """
        {"webhook": {"post_webhook_url": "%s", "filters": ["onMessageAdded"]}}
        """
            .formatted(sink.url()));
    desk.open("ada", "Where is my parcel?");
    var told = sink.await(1).getFirst();
    assertEquals("Where is my parcel?", told.parameters().get("Body"));
    assertEquals("ada", told.parameters().get("Author"));
    assertTrue(told.signatureValid());
  }

  @Test
  void anAnswerIsSentOnceThoughTheServerIsOverloadedTwice(Parley parley, TwilioRestClient client) {
    var ticket = desk.open("ada", "Where is my parcel?");
    parley.fault(Fault.of("POST", "/v1/Conversations/{Sid}/Messages").status(503).times(2));
    desk.answer(ticket, "bob", "On its way.");
    var messages = Message.reader(ticket).read(client).spliterator();
    assertEquals(
        List.of("Where is my parcel?", "On its way."),
        StreamSupport.stream(messages, false).map(Message::getBody).toList());
  }

  @Test
  void anAccessTokenIsRefusedWhenItsTimeIsOver(Parley parley) throws Exception {
    var token = parley.token("ada", Duration.ofMinutes(10));
    assertEquals(200, whoIs("ada", token, parley).statusCode());
    parley.advance(Duration.ofMinutes(11));
    var refused = whoIs("ada", token, parley);
    assertEquals(401, refused.statusCode());
    assertTrue(refused.body().contains("20104"));
  }

  private static HttpResponse<String> whoIs(String identity, String token, Parley parley)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(parley.url().resolve("/v1/Users/" + identity))
            .header("Authorization", "Bearer " + token)
            .build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString());
    }
  }
}
