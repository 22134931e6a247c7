package parley.inbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.conversation.Conversation;
import parley.conversation.ConversationJson;
import parley.http.Json;
import parley.message.Message;

/** A user's conversation as REST tells it (docs/behaviour.md 2.11). */
final class InboxJson {
  private final String accountSid;
  private final String serviceSid;
  private final String users;
  private final String conversations;

  /**
   * @param root what every link begins with
   */
  InboxJson(String accountSid, String serviceSid, String root) {
    this.accountSid = accountSid;
    this.serviceSid = serviceSid;
    users = root + "/Users/";
    conversations = root + "/Conversations/";
  }

  void write(Json json, InboxRow row, Conversation conversation) {
    json.text("account_sid", accountSid);
    json.text("chat_service_sid", serviceSid);
    json.text("conversation_sid", row.conversationSid());
    json.number("unread_messages_count", row.unreadShown());
    json.number("last_read_message_index", row.lastReadIndex());
    json.text("participant_sid", row.participantSid());
    json.text("user_sid", row.userSid());
    json.text("friendly_name", conversation.friendlyName());
    json.text("conversation_state", conversation.state().wire());
    json.object("timers", timers -> ConversationJson.writeTimers(timers, conversation.timers()));
    json.text("attributes", conversation.attributes());
    json.date("date_created", conversation.createdAt());
    json.date("date_updated", conversation.updatedAt());
    json.text("created_by", conversation.createdBy());
    json.text("notification_level", row.notificationLevel().wire());
    json.text("unique_name", conversation.uniqueName());
    json.text("url", users + row.userSid() + "/Conversations/" + row.conversationSid());
    var conversationUrl = conversations + row.conversationSid();
    json.object(
        "links",
        links ->
            links
                .text("participant", conversationUrl + "/Participants/" + row.participantSid())
                .text("conversation", conversationUrl));
  }

  /** A row of a list, with the newest message where it was asked for. */
  void write(Json json, InboxRow row, Inbox.Details details) {
    var conversation = details.conversations().get(row.conversationSid());
    if (conversation == null) {
      throw new IllegalStateException("a row without its conversation");
    }
    write(json, row, conversation);
    if (details.lastMessages() != null) {
      writeLastMessage(json, row, details.lastMessages());
    }
  }

  private static void writeLastMessage(Json json, InboxRow row, Map<String, Message> lastMessages) {
    @Nullable Message message = lastMessages.get(row.conversationSid());
    if (message == null) {
      json.text("last_message", null);
      return;
    }
    json.object(
        "last_message",
        out ->
            out.text("sid", message.sid())
                .number("index", message.index())
                .text("author", message.author())
                .text("body", message.body())
                .raw("media", message.media())
                .text("attributes", message.attributes())
                .date("date_created", message.createdAt()));
  }

  static void writeTotals(Json json, Listing.Totals totals) {
    json.object(
        "totals",
        out ->
            out.number("conversations", totals.conversations())
                .number("unread_conversations", totals.unreadConversations())
                .number("unread_messages", totals.unreadMessages()));
  }
}
