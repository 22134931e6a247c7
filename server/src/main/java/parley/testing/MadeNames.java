package parley.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import parley.http.Json;

/** The SIDs of what a fixture made, by the names that stand in it. */
public final class MadeNames {
  /** Of one service, with all its roles. */
  static final class InService {
    final String sid;
    final Map<String, String> roles = new LinkedHashMap<>();
    final Map<String, String> users = new LinkedHashMap<>();
    final Map<String, InConversation> conversations = new LinkedHashMap<>();

    InService(String sid) {
      this.sid = sid;
    }

    private void write(Json json) {
      json.text("sid", sid)
          .object("roles", inside -> roles.forEach(inside::text))
          .object("users", inside -> users.forEach(inside::text))
          .object(
              "conversations",
              inside -> conversations.forEach((name, one) -> inside.object(name, one::write)));
    }
  }

  /** Of one conversation; messages have no names. */
  static final class InConversation {
    final String sid;
    final Map<String, String> participants = new LinkedHashMap<>();
    final List<String> messages = new ArrayList<>();

    InConversation(String sid) {
      this.sid = sid;
    }

    private void write(Json json) {
      json.text("sid", sid)
          .object("participants", inside -> participants.forEach(inside::text))
          .texts("messages", messages);
    }
  }

  final Map<String, InService> services = new LinkedHashMap<>();

  void write(Json json) {
    json.object(
        "services", inside -> services.forEach((name, one) -> inside.object(name, one::write)));
  }

  /** How much it is, in words: {@code 1 service, 2 users, 3 conversations, 9 messages}. */
  public String summary() {
    var users = 0;
    var conversations = 0;
    var messages = 0;
    for (var service : services.values()) {
      users += service.users.size();
      conversations += service.conversations.size();
      for (var one : service.conversations.values()) {
        messages += one.messages.size();
      }
    }
    return "%s, %s, %s, %s"
        .formatted(
            count(services.size(), "service"),
            count(users, "user"),
            count(conversations, "conversation"),
            count(messages, "message"));
  }

  private static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
