package parley.inbox;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.conversation.ConversationState;
import parley.http.Field;
import parley.http.Form;
import parley.participant.NotificationLevel;
import parley.problem.Code;
import parley.value.Word;

/**
 * What a list of a user's conversations is asked for, beside its page. Everything here is an
 * extension of ours, and off unless asked for.
 *
 * @param includes what stands in the answer beside the original's properties
 */
public record InboxQuery(
    Order order,
    boolean unreadOnly,
    @Nullable ConversationState state,
    @Nullable NotificationLevel notificationLevel,
    Set<Include> includes) {

  /** The order of the list: newest conversation first, or newest message first. */
  public enum Order implements Word {
    CREATION("Creation"),
    LAST_ACTIVITY("LastActivity");

    private final String wire;

    Order(String wire) {
      this.wire = wire;
    }

    @Override
    public String wire() {
      return wire;
    }
  }

  /** What a row or the page can hold beside the original's properties. */
  public enum Include implements Word {
    LAST_MESSAGE("LastMessage"),
    TOTALS("Totals");

    private final String wire;

    Include(String wire) {
      this.wire = wire;
    }

    @Override
    public String wire() {
      return wire;
    }
  }

  static InboxQuery from(Form query) {
    var order = query.field("OrderBy").choice(Order.class, Code.BAD_PARAMETER);
    var unread = query.field("Unread").flag();
    return new InboxQuery(
        order == null ? Order.CREATION : order,
        unread != null && unread,
        query.field("State").choice(ConversationState.NAMED, Code.BAD_PARAMETER),
        query.field("NotificationLevel").choice(NotificationLevel.class, Code.BAD_PARAMETER),
        includes(query));
  }

  /** Repeated, or divided by commas. */
  private static Set<Include> includes(Form query) {
    var includes = EnumSet.noneOf(Include.class);
    for (var value : query.all("Include")) {
      for (var word : value.split(",", -1)) {
        if (!word.isBlank()) {
          includes.add(
              Field.of("Include", word.strip())
                  .requiredChoice(Include.class, Code.BAD_PARAMETER, Code.BAD_PARAMETER));
        }
      }
    }
    return includes;
  }

  /** Whether the list shows every row of the user, and nothing that is made of all of them. */
  boolean isWhole() {
    return !unreadOnly && state == null && notificationLevel == null && !wants(Include.TOTALS);
  }

  boolean wants(Include include) {
    return includes.contains(include);
  }

  /** The parameters in a fixed order and spelling, for links and for binding page tokens. */
  List<Map.Entry<String, String>> canonical() {
    var parameters = new ArrayList<Map.Entry<String, String>>();
    if (order == Order.LAST_ACTIVITY) {
      parameters.add(Map.entry("OrderBy", order.wire()));
    }
    if (unreadOnly) {
      parameters.add(Map.entry("Unread", "true"));
    }
    if (state != null) {
      parameters.add(Map.entry("State", state.wire()));
    }
    if (notificationLevel != null) {
      parameters.add(Map.entry("NotificationLevel", notificationLevel.wire()));
    }
    includes.forEach(include -> parameters.add(Map.entry("Include", include.wire())));
    return parameters;
  }
}
