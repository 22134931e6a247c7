package parley.participant;

import parley.conversation.Conversation;
import parley.conversation.ConversationJson;
import parley.conversation.ConversationState;
import parley.http.Call;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/**
 * Conversations made with their participants, over REST:
 * https://www.twilio.com/docs/conversations/api/conversation-with-participants-resource
 */
public final class ConversationWithParticipantsResource implements Resource {
  private final ConversationsWithParticipants conversations;

  public ConversationWithParticipantsResource(ConversationsWithParticipants conversations) {
    this.conversations = conversations;
  }

  @Override
  public void routes(Routes routes) {
    routes.inService("/ConversationWithParticipants", at -> at.post("", this::create));
  }

  private Reply create(Call call) {
    var wish = NewConversationWithParticipants.from(call.form());
    var conversation = conversations.add(call.service(), wish, call.cause());
    if (wish.participants().isEmpty()) {
      return Reply.created(json -> ConversationJson.write(json, conversation, call));
    }
    return Reply.accepted(json -> ConversationJson.write(json, initializing(conversation), call));
  }

  /** As the original answers, which is still at work then; a read right after shows the rest. */
  private static Conversation initializing(Conversation conversation) {
    return conversation.withState(ConversationState.INITIALIZING);
  }
}
