package parley.junit;

import java.util.List;
import parley.http.JsonValue;

/** The SIDs of what fixtures have made in a service, by the names of their document. */
public final class Made {
  private final JsonValue services;
  private final String name;

  private Made(JsonValue services, String name) {
    this.services = services;
    this.name = name;
  }

  /** Of the default service. */
  static Made of(JsonValue answer) {
    return new Made(Api.in(answer, "services"), "default");
  }

  /** Of another service. */
  public Made in(String service) {
    return new Made(services, service);
  }

  /** The SID of the service itself. */
  public String service() {
    return Api.text(all(), "sid");
  }

  private JsonValue all() {
    return in(services, name, "service");
  }

  /** The SID of a role. */
  public String role(String name) {
    return in(Api.in(all(), "roles"), name, "role").text();
  }

  /** The SID of a user. */
  public String user(String identity) {
    return in(Api.in(all(), "users"), identity, "user").text();
  }

  /** The SID of a conversation. */
  public String conversation(String name) {
    return Api.text(conversationOf(name), "sid");
  }

  /** The SID of a participant, by identity or address. */
  public String participant(String conversation, String name) {
    return in(Api.in(conversationOf(conversation), "participants"), name, "participant").text();
  }

  /** The SIDs of a conversation's messages, in order. */
  public List<String> messages(String conversation) {
    return Api.in(conversationOf(conversation), "messages").elements().stream()
        .map(JsonValue::text)
        .toList();
  }

  private JsonValue conversationOf(String name) {
    return in(Api.in(all(), "conversations"), name, "conversation");
  }

  private static JsonValue in(JsonValue all, String name, String kind) {
    var one = all.get(name);
    if (one == null) {
      throw new IllegalArgumentException(
          "no %s %s was made, but %s".formatted(kind, name, all.properties().keySet()));
    }
    return one;
  }
}
