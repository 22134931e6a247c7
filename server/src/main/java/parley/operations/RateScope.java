package parley.operations;

import java.util.HashMap;
import java.util.Map;
import parley.http.Routes;

/** What a change counts against (docs/behaviour.md 1.10). */
enum RateScope {
  /** The conversation that the path names. */
  CONVERSATION,
  /** The service that the request is about. */
  SERVICE,
  /** Nothing but its caller: what administrators set, and what is ours alone. */
  CALLER;

  private static final Map<String, RateScope> TABLE = new HashMap<>();

  static {
    CONVERSATION.of(
        "POST /Conversations/{Sid}",
        "POST /Conversations/{ConversationSid}/Participants",
        "POST /Conversations/{ConversationSid}/Participants/{Sid}",
        "DELETE /Conversations/{ConversationSid}/Participants/{Sid}",
        "POST /Conversations/{ConversationSid}/Messages",
        "POST /Conversations/{ConversationSid}/Messages/{Sid}",
        "DELETE /Conversations/{ConversationSid}/Messages/{Sid}",
        "POST /Conversations/{ConversationSid}/Messages/{MessageSid}/Receipts",
        "DELETE /Users/{UserSid}/Conversations/{ConversationSid}");
    SERVICE.of(
        "POST /Conversations",
        "DELETE /Conversations/{Sid}",
        "POST /ConversationWithParticipants",
        "POST /Users",
        "POST /Users/{Sid}",
        "DELETE /Users/{Sid}",
        "POST /Roles",
        "POST /Roles/{Sid}",
        "DELETE /Roles/{Sid}",
        "POST /Media",
        "DELETE /Media/{Sid}");
  }

  private void of(String... operations) {
    for (var operation : operations) {
      TABLE.put(operation, this);
    }
  }

  /** What an operation counts against, whichever of the two families of paths it is in. */
  static RateScope of(Routes.Route route) {
    var path = route.template().replaceFirst("^/v1(/Services/\\{ChatServiceSid})?(?=/)", "");
    return TABLE.getOrDefault(route.method() + " " + path, CALLER);
  }
}
