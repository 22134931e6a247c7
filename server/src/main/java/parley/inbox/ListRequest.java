package parley.inbox;

import parley.http.Call;
import parley.http.Paging;
import parley.value.PageAsked;

/**
 * A request for a page of a user's list: all that the answer depends on beside what the database
 * holds. An answer is worded of this and of rows alone, so equal requests have equal answers.
 *
 * @param root what every link in the answer begins with
 */
public record ListRequest(
    String accountSid,
    String serviceSid,
    String root,
    String userSid,
    InboxQuery query,
    PageAsked asked) {

  /**
   * Reads a request.
   *
   * @throws parley.problem.Problem 20422 or 21481 for a parameter that cannot be
   */
  static ListRequest from(Call call, String userSid) {
    var query = InboxQuery.from(call.query());
    var asked = Paging.read(call, path(userSid), query.canonical()).asked();
    return new ListRequest(call.accountSid(), call.service(), call.root(), userSid, query, asked);
  }

  Paging paging() {
    return Paging.of(root, serviceSid, path(userSid), query.canonical(), asked);
  }

  private static String path(String userSid) {
    return "/Users/" + userSid + "/Conversations";
  }

  /** Whether it is for the first rows of the whole list, and for nothing that is made of others. */
  public boolean isForFirstOfAll() {
    return asked.isFirst() && query.isWhole();
  }

  /** Characters that whoever asks may make as many as he likes: a host's name, a page token. */
  public int length() {
    var cursor = asked.cursor();
    return root.length()
        + (cursor == null ? 0 : cursor.parts().stream().mapToInt(String::length).sum());
  }
}
