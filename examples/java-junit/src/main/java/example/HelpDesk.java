package example;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.conversations.v1.Conversation;
import com.twilio.rest.conversations.v1.conversation.Message;
import com.twilio.rest.conversations.v1.conversation.Participant;
import com.twilio.rest.conversations.v1.user.UserConversation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The application: a help desk whose tickets are conversations. */
final class HelpDesk {
  private static final int ATTEMPTS = 3;
  private static final int OVERLOADED = 503;

  private final TwilioRestClient client;
  private final Runnable pause;

  /**
   * A desk on the account of a client.
   *
   * @param pause waits a little before a request is tried again
   */
  HelpDesk(TwilioRestClient client, Runnable pause) {
    this.client = client;
    this.pause = pause;
  }

  /** A ticket, which is closed when nobody has said anything for a week. Its SID. */
  String open(String customer, String question) {
    var ticket =
        Conversation.creator()
            .setFriendlyName(question)
            .setTimersClosed("P7D")
            .create(client)
            .getSid();
    Participant.creator(ticket).setIdentity(customer).create(client);
    answer(ticket, customer, question);
    return ticket;
  }

  /** Says something; tried again while the server is overloaded. */
  void answer(String ticket, String author, String body) {
    var message =
        Message.creator(ticket)
            .setAuthor(author)
            .setBody(body)
            .setXTwilioWebhookEnabled(Message.WebhookEnabledType.TRUE);
    retrying(() -> message.create(client));
  }

  boolean isOpen(String ticket) {
    return Conversation.fetcher(ticket).fetch(client).getState() != Conversation.State.CLOSED;
  }

  /** The tickets in which somebody has something to read, with how much it is. */
  List<String> unread(String identity) {
    var unread = new ArrayList<String>();
    for (var ticket : UserConversation.reader(identity).read(client)) {
      var count = ticket.getUnreadMessagesCount();
      if (count != null && count > 0) {
        unread.add("%s (%d)".formatted(ticket.getFriendlyName(), count));
      }
    }
    return unread;
  }

  private <T> T retrying(Supplier<T> request) {
    for (var attempt = 1; ; attempt++) {
      try {
        return request.get();
      } catch (ApiException e) {
        if (e.getStatusCode() != OVERLOADED || attempt == ATTEMPTS) {
          throw e;
        }
        pause.run();
      }
    }
  }
}
