package parley.testkit;

import static parley.testkit.TestClient.quote;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What tests do often, over REST and in few words; each demands that it succeeds. */
public record Chat(TestClient client) {

  /** Makes a conversation. Its SID. */
  public String conversation(String... form) {
    return client.post("/v1/Conversations", form).is(201).sid();
  }

  /** Makes a user. Its SID. */
  public String user(String identity) {
    return client.post("/v1/Users", "Identity", identity).is(201).sid();
  }

  /** Takes an identity into a conversation. The participant's SID. */
  public String join(String conversation, String identity) {
    return client.post(participants(conversation), "Identity", identity).is(201).sid();
  }

  /** Makes a conversation that somebody is in. Its SID. */
  public String joined(String identity, String... form) {
    var conversation = conversation(form);
    join(conversation, identity);
    return conversation;
  }

  public void leave(String conversation, String key) {
    client.delete(participants(conversation) + "/" + quote(key)).is(204);
  }

  /** Adds a message. The answer has its SID and index. */
  public Answer say(String conversation, String author, String body) {
    return client.post(messages(conversation), "Author", author, "Body", body).is(201);
  }

  /** Adds so many messages. Their SIDs, by index. */
  public List<String> sayAll(String conversation, String author, int count) {
    var sids = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      sids.add(say(conversation, author, "message " + i).sid());
    }
    return sids;
  }

  public void unsay(String conversation, String message) {
    client.delete(messages(conversation) + "/" + message).is(204);
  }

  /** Sets what is a user's own in a conversation. */
  public Answer mark(String identity, String conversation, String... form) {
    return client.post(membership(identity, conversation), form).is(200);
  }

  /** One of a user's conversations. */
  public JsonNode own(String identity, String conversation) {
    return client.get(membership(identity, conversation)).is(200).json();
  }

  /** A user's list, with a query such as {@code Unread=true}. */
  public Answer inbox(String identity, String query) {
    return client.get(inboxPath(identity) + (query.isEmpty() ? "" : "?" + query)).is(200);
  }

  public static String inboxPath(String identity) {
    return "/v1/Users/" + quote(identity) + "/Conversations";
  }

  public static String membership(String identity, String conversation) {
    return inboxPath(identity) + "/" + conversation;
  }

  public static String messages(String conversation) {
    return "/v1/Conversations/" + conversation + "/Messages";
  }

  public static String participants(String conversation) {
    return "/v1/Conversations/" + conversation + "/Participants";
  }
}
