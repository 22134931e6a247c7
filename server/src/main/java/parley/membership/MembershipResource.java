package parley.membership;

import parley.access.Operation;
import parley.http.Call;
import parley.http.Paging;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/**
 * The conversations of a participant over REST:
 * https://www.twilio.com/docs/conversations/api/participant-conversation-resource
 */
public final class MembershipResource implements Resource {
  private final Memberships memberships;

  public MembershipResource(Memberships memberships) {
    this.memberships = memberships;
  }

  @Override
  public void routes(Routes routes) {
    routes.inService(
        "/ParticipantConversations",
        at -> at.get("", Operation.LIST_PARTICIPANT_CONVERSATIONS, this::list));
  }

  private Reply list(Call call) {
    var query = MembershipQuery.from(call.query());
    var paging = Paging.read(call, "/ParticipantConversations", query.given());
    var page = memberships.list(call.service(), query, paging.asked());
    return Reply.page(
        "conversations",
        page,
        paging,
        (json, membership) -> MembershipJson.write(json, membership, call));
  }
}
