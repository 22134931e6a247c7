package parley.permission;

import org.jspecify.annotations.Nullable;
import parley.access.Operation;
import parley.http.Call;

/**
 * Where the paths of REST name what an operation is done to.
 *
 * @param conversation by SID or unique name
 * @param thing what it is done to there
 */
record RestNames(@Nullable String conversation, @Nullable String thing) {

  static RestNames of(Call call, Operation operation) {
    return switch (operation) {
      case ADD_CONVERSATION, LIST_USERS, LIST_ROLES, FETCH_ROLE, ADD_MEDIUM, CONNECT ->
          new RestNames(null, null);
      case FETCH_CONVERSATION, EDIT_CONVERSATION, REMOVE_CONVERSATION ->
          new RestNames(call.path("Sid"), null);
      case ADD_PARTICIPANT ->
          new RestNames(call.path("ConversationSid"), call.form().field("Identity").textOrNull());
      case LIST_PARTICIPANTS, ADD_MESSAGE, LIST_MESSAGES, LIST_RECEIPTS, FETCH_RECEIPT ->
          new RestNames(call.path("ConversationSid"), null);
      case FETCH_PARTICIPANT,
          EDIT_PARTICIPANT,
          REMOVE_PARTICIPANT,
          FETCH_MESSAGE,
          EDIT_MESSAGE,
          REMOVE_MESSAGE ->
          new RestNames(call.path("ConversationSid"), call.path("Sid"));
      case TYPE -> new RestNames(call.form().field("ChannelSid").textOr(""), null);
      case LIST_USER_CONVERSATIONS -> new RestNames(null, call.path("UserSid"));
      case FETCH_USER_CONVERSATION, EDIT_USER_CONVERSATION, REMOVE_USER_CONVERSATION ->
          new RestNames(call.path("ConversationSid"), call.path("UserSid"));
      case LIST_PARTICIPANT_CONVERSATIONS ->
          new RestNames(null, call.query().field("Identity").textOr(""));
      case FETCH_USER, EDIT_USER, FETCH_MEDIUM -> new RestNames(null, call.path("Sid"));
    };
  }
}
