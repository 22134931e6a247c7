package parley.realtime;

import org.jspecify.annotations.Nullable;
import parley.conversation.Conversation;
import parley.http.Call;
import parley.http.Json;
import parley.inbox.InboxRow;
import parley.realtime.SyncObject.Kind;

/** A conversation as clients are told of it in answers: the fields of all, and the caller's own. */
final class ClientConversationJson {
  private ClientConversationJson() {}

  /**
   * Writes it.
   *
   * @param mine the caller's row of it; null for who is not in it
   * @param participants how many take part; null where nobody asks for that
   */
  static void write(
      Json json,
      Conversation conversation,
      @Nullable InboxRow mine,
      @Nullable Long participants,
      Call call) {
    var sid = conversation.sid();
    var url = ClientLinks.conversation(call, sid);
    json.text("sid", sid);
    json.text("conversation_sid", sid);
    json.text("friendly_name", conversation.friendlyName());
    json.text("unique_name", conversation.uniqueName());
    json.text("attributes", conversation.attributes());
    json.text("created_by", conversation.createdBy());
    json.text("date_created", conversation.createdAt().toString());
    json.text("date_updated", conversation.updatedAt().toString());
    json.text("status", mine == null ? "notParticipating" : "joined");
    json.number("last_read_message_index", mine == null ? null : mine.lastReadIndex());
    json.text("notification_level", mine == null ? "default" : mine.notificationLevel().wire());
    json.number("unread_messages_count", mine == null ? null : mine.unreadShown());
    json.number("messages_count", conversation.tally().messageCount());
    if (participants != null) {
      json.number("participants_count", participants);
    }
    json.text("url", url);
    json.object(
        "links",
        links ->
            links.text("messages", url + "/Messages").text("participants", url + "/Participants"));
    json.object(
        "sync_objects",
        objects ->
            objects
                .text("conversation", Kind.CONVERSATION.of(sid).sid())
                .text("messages", Kind.MESSAGES.of(sid).sid())
                .text("participants", Kind.PARTICIPANTS.of(sid).sid()));
  }
}
