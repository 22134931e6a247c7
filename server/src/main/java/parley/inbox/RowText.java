package parley.inbox;

import java.time.Instant;
import parley.inbox.InboxQuery.Order;
import parley.participant.NotificationLevel;

/**
 * A row of a user's list as one text, as the database puts it together. Most rows that are read are
 * those of a page that is kept; comparing them needs no more than this, and a column less to read
 * is a native call less.
 */
public record RowText(String text) {
  /** The columns that make this text; none holds a blank. */
  static final String COLUMNS =
      """
      conversation_sid, participant_sid, notification_level, last_read_position, read_count,
      message_count, version, created_at, activity_at, moved_in\
      """;

  /** What makes one text of them. */
  static final String LINE =
      """
      concat_ws(' ', conversation_sid, participant_sid, notification_level,
        coalesce(last_read_position, -1), read_count, message_count, version, created_at,
        activity_at, moved_in)\
      """;

  private static final int CREATED_AT = 7;
  private static final int ACTIVITY_AT = 8;

  public String conversationSid() {
    return text.substring(0, text.indexOf(' '));
  }

  /** Whether this is a conversation's row. */
  public boolean isOf(String conversationSid) {
    return text.startsWith(conversationSid);
  }

  /** Whether this row stands before another one of the list. */
  public boolean isBefore(RowText other, Order order) {
    var mine = place(order);
    var others = other.place(order);
    return mine > others
        || (mine == others && conversationSid().compareTo(other.conversationSid()) > 0);
  }

  /** The number of the transaction that last moved it. */
  public long movedIn() {
    return Long.parseLong(text, text.lastIndexOf(' ') + 1, text.length(), 10);
  }

  /**
   * What the order goes by first, the newest first; then by the SID, with which the text begins.
   */
  private long place(Order order) {
    var column = order == Order.CREATION ? CREATED_AT : ACTIVITY_AT;
    var start = 0;
    for (var i = 0; i < column; i++) {
      start = text.indexOf(' ', start) + 1;
    }
    return Long.parseLong(text, start, text.indexOf(' ', start), 10);
  }

  InboxRow of(String userSid) {
    var columns = text.split(" ", -1);
    var horizon = Long.parseLong(columns[3]);
    return new InboxRow(
        userSid,
        columns[0],
        columns[1],
        NotificationLevel.valueOf(columns[2]),
        horizon < 0 ? null : (Long) horizon,
        Long.parseLong(columns[4]),
        Long.parseLong(columns[5]),
        Long.parseLong(columns[6]),
        Instant.ofEpochMilli(Long.parseLong(columns[7])),
        Instant.ofEpochMilli(Long.parseLong(columns[8])),
        Long.parseLong(columns[9]));
  }
}
