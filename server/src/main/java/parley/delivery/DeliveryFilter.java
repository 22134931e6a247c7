package parley.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.http.Form;
import parley.problem.Code;
import parley.storage.Sql;

/**
 * Which deliveries are meant; null means all.
 *
 * @param eventType in any case
 * @param target what the URL begins with, as it is shown
 */
public record DeliveryFilter(
    @Nullable DeliveryStatus status,
    @Nullable String conversationSid,
    @Nullable String eventType,
    @Nullable String target) {
  private static final List<String> NAMES =
      List.of("Status", "ConversationSid", "EventType", "Target");

  static DeliveryFilter from(Form form) {
    return new DeliveryFilter(
        form.field("Status").choice(DeliveryStatus.class, Code.BAD_PARAMETER),
        form.field("ConversationSid").sid("CH", Code.BAD_SID).text(),
        form.field("EventType").text(),
        form.field("Target").text());
  }

  /**
   * As {@link #from}, where something must be said.
   *
   * @throws parley.problem.Problem 20422 when nothing is: all there is was hardly meant
   */
  static DeliveryFilter required(Form form) {
    var filter = from(form);
    if (given(form).isEmpty()) {
      throw Code.BAD_PARAMETER.because("send at least one of " + String.join(", ", NAMES));
    }
    return filter;
  }

  /** The filters as the caller gave them, for the links to other pages. */
  static List<Map.Entry<String, String>> given(Form query) {
    var given = new ArrayList<Map.Entry<String, String>>();
    for (var name : NAMES) {
      var text = query.field(name).text();
      if (text != null) {
        given.add(Map.entry(name, text));
      }
    }
    return given;
  }

  /** The status stands as it is in the text, for there are indexes of some alone. */
  String sql() {
    return (status == null ? "" : " AND status = '" + status.name() + "'")
        + (status == DeliveryStatus.PENDING ? " AND lane > ''" : "") // by the index of what is open
        + (conversationSid == null ? "" : " AND conversation_sid = :conversation")
        + (eventType == null ? "" : " AND lower(event_type) = lower(:event)")
        + (target == null ? "" : " AND substr(url, 1, length(:target)) = :target");
  }

  Sql set(Sql sql) {
    if (conversationSid != null) {
      sql.set("conversation", conversationSid);
    }
    if (eventType != null) {
      sql.set("event", eventType);
    }
    return target == null ? sql : sql.set("target", target);
  }
}
