package parley.realtime;

import java.util.List;
import parley.conversation.Conversation;
import parley.conversation.Conversations;
import parley.http.Json;
import parley.message.Messages;
import parley.realtime.SyncObject.Kind;
import parley.storage.Tx;

/** What all members are shown of a conversation, as one document. */
final class ConversationSource extends TalkSource {
  private final Messages messages;

  ConversationSource(Conversations conversations, Messages messages) {
    super(conversations, null);
    this.messages = messages;
  }

  private String data(Tx tx, Conversation conversation) {
    return Json.objectText(
        json -> {
          json.text("uniqueName", conversation.uniqueName());
          json.text("friendlyName", conversation.friendlyName());
          json.text("attributes", conversation.attributes());
          json.text("createdBy", conversation.createdBy());
          json.text("dateCreated", conversation.createdAt().toString());
          json.text("dateUpdated", conversation.updatedAt().toString());
          json.text("messages", Kind.MESSAGES.of(conversation.sid()).sid());
          json.text("roster", Kind.PARTICIPANTS.of(conversation.sid()).sid());
          json.object(
              "state",
              state ->
                  state
                      .text("current", conversation.state().wire())
                      .text("dateUpdated", conversation.updatedAt().toString()));
          json.object("bindings", bindings -> writeBindings(bindings, conversation));
          writeLastMessage(json, tx, conversation);
        });
  }

  private static void writeBindings(Json json, Conversation conversation) {
    var email = conversation.email();
    if (email != null) {
      json.object(
          "email",
          one -> one.text("name", email.name()).text("projected_address", email.address()));
    }
  }

  /** Without one it is left out: that clears it. */
  private void writeLastMessage(Json json, Tx tx, Conversation conversation) {
    var tally = conversation.tally();
    if (tally.messageCount() > 0) {
      var index =
          tally.messageCount() == tally.nextIndex()
              ? tally.nextIndex() - 1
              : messages.newestOfEach(tx, List.of(conversation.sid())).getFirst().index();
      json.object(
          "lastMessage",
          last -> last.number("index", index).text("timestamp", tally.activityAt().toString()));
    }
  }

  @Override
  List<SyncItem> itemsSince(Tx tx, Conversation owner, long version, int most) {
    return List.of(item(tx, owner));
  }

  @Override
  public SyncPage items(Tx tx, Conversation owner, SyncQuery query) {
    return new SyncPage(List.of(item(tx, owner)), false, false);
  }

  private SyncItem item(Tx tx, Conversation owner) {
    return new SyncItem(
        "", 0, owner.version(), data(tx, owner), owner.createdAt(), owner.updatedAt());
  }
}
