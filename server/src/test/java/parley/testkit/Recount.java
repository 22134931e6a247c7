package parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import parley.storage.Database;

/**
 * Counts anew every row that is derived from others, and finds what refers to nothing. Each
 * statement finds rows that must not be there.
 */
public final class Recount {
  private static final Map<String, String> WRONG = new LinkedHashMap<>();

  static {
    WRONG.put(
        "a participant's user is there",
        """
        SELECT p.sid AS what FROM participants p
        WHERE p.identity IS NOT NULL AND NOT EXISTS
          (SELECT 1 FROM users u WHERE u.sid = p.user_sid AND u.identity = p.identity)\
        """);
    WRONG.put(
        "a participant with a user is in that user's list",
        """
        SELECT p.sid AS what FROM participants p
        WHERE p.user_sid IS NOT NULL AND NOT EXISTS
          (SELECT 1 FROM inbox i WHERE i.user_sid = p.user_sid
            AND i.conversation_sid = p.conversation_sid AND i.participant_sid = p.sid
            AND i.notification_level = p.notification_level
            AND coalesce(i.last_read_position, -1) = coalesce(p.last_read_position, -1))\
        """);
    WRONG.put(
        "a list's row has its participant",
        """
        SELECT i.user_sid AS what FROM inbox i WHERE NOT EXISTS
          (SELECT 1 FROM participants p WHERE p.conversation_sid = i.conversation_sid
            AND p.sid = i.participant_sid AND p.user_sid = i.user_sid)\
        """);
    WRONG.put(
        "a list's row shows its conversation",
        """
        SELECT m.conversation_sid AS what FROM inbox m
        LEFT JOIN list_rows i
          ON i.conversation_sid = m.conversation_sid AND i.user_sid = m.user_sid
        LEFT JOIN conversations c ON c.sid = m.conversation_sid
        WHERE c.sid IS NULL OR i.user_sid IS NULL OR i.state <> c.state
          OR i.message_count <> c.message_count OR i.activity_at <> c.activity_at
          OR i.created_at <> c.created_at\
        """);
    WRONG.put(
        "a list's row counts what was read",
        """
        SELECT i.conversation_sid AS what FROM inbox i WHERE i.read_count <>
          (SELECT count(*) FROM messages m WHERE m.conversation_sid = i.conversation_sid
            AND m.position <= coalesce(i.last_read_position, -1))\
        """);
    WRONG.put(
        "a conversation counts its messages",
        """
        SELECT c.sid AS what FROM conversations c
        WHERE c.message_count <>
            (SELECT count(*) FROM messages m WHERE m.conversation_sid = c.sid)
          OR c.next_position <=
            (SELECT coalesce(max(m.position), -1) FROM messages m WHERE m.conversation_sid = c.sid)\
        """);
    WRONG.put(
        "a conversation with a date comes up by then",
        """
        SELECT c.sid AS what FROM conversations c
        WHERE (c.inactive_at IS NOT NULL OR c.closed_at IS NOT NULL) AND NOT EXISTS
          (SELECT 1 FROM due d WHERE d.kind = 'conversation-timers' AND d.subject = c.sid
            AND d.due_at <= coalesce(c.inactive_at, c.closed_at)
            AND d.due_at <= coalesce(c.closed_at, c.inactive_at))\
        """);
    WRONG.put(
        "what comes up is a conversation with a date",
        """
        SELECT d.subject AS what FROM due d
        WHERE d.kind = 'conversation-timers' AND NOT EXISTS
          (SELECT 1 FROM conversations c WHERE c.sid = d.subject
            AND (c.inactive_at IS NOT NULL OR c.closed_at IS NOT NULL))\
        """);
    WRONG.put(
        "no version is above its conversation's",
        """
        SELECT c.sid AS what FROM conversations c
        WHERE c.version < (SELECT coalesce(max(changed_version), 0) FROM messages m
            WHERE m.conversation_sid = c.sid)
          OR c.version < (SELECT coalesce(max(changed_version), 0) FROM participants p
            WHERE p.conversation_sid = c.sid)
          OR c.version < (SELECT coalesce(max(version), 0) FROM tombstones t
            WHERE t.conversation_sid = c.sid)\
        """);
    WRONG.put(
        "a unique name and its conversation know each other",
        """
        SELECT n.unique_name AS what FROM conversation_names n LEFT JOIN conversations c
          ON c.sid = n.conversation_sid AND c.unique_name = n.unique_name
        WHERE c.sid IS NULL
        UNION ALL
        SELECT c.sid AS what FROM conversations c WHERE c.unique_name IS NOT NULL AND NOT EXISTS
          (SELECT 1 FROM conversation_names n WHERE n.conversation_sid = c.sid)\
        """);
    WRONG.put(
        "a live pair of addresses has an open conversation and its participant",
        """
        SELECT a.address AS what FROM address_pairs a WHERE NOT EXISTS
          (SELECT 1 FROM participants p JOIN conversations c ON c.sid = p.conversation_sid
            WHERE p.conversation_sid = a.conversation_sid AND p.sid = a.participant_sid
              AND p.address = a.address AND c.state <> 'CLOSED')\
        """);
    WRONG.put(
        "a live group text has an open conversation",
        """
        SELECT g.members AS what FROM group_texts g WHERE NOT EXISTS
          (SELECT 1 FROM conversations c WHERE c.sid = g.conversation_sid AND c.state <> 'CLOSED')\
        """);
    WRONG.put(
        "roles that are held are there",
        """
        SELECT u.sid AS what FROM users u WHERE NOT EXISTS
          (SELECT 1 FROM roles r WHERE r.sid = u.role_sid)
        UNION ALL
        SELECT p.sid AS what FROM participants p WHERE p.role_sid IS NOT NULL AND NOT EXISTS
          (SELECT 1 FROM roles r WHERE r.sid = p.role_sid)
        UNION ALL
        SELECT s.sid AS what FROM services s WHERE 3 <>
          (SELECT count(*) FROM roles r WHERE r.sid IN (s.default_conversation_creator_role_sid,
            s.default_conversation_role_sid, s.default_chat_service_role_sid))\
        """);
    WRONG.put(
        "what changed in a list is what is in it",
        """
        SELECT i.conversation_sid AS what FROM inbox i WHERE NOT EXISTS
          (SELECT 1 FROM list_changes l WHERE l.user_sid = i.user_sid
            AND l.conversation_sid = i.conversation_sid AND l.removed_at IS NULL)
        UNION ALL
        SELECT l.conversation_sid AS what FROM list_changes l JOIN users u ON u.sid = l.user_sid
        WHERE l.changed_version > u.version OR l.added_version > l.changed_version
          OR (l.removed_at IS NULL AND NOT EXISTS
            (SELECT 1 FROM inbox i WHERE i.user_sid = l.user_sid
              AND i.conversation_sid = l.conversation_sid))\
        """);
    WRONG.put(
        "a message says of its receipts what they say",
        """
        SELECT m.sid AS what FROM messages m WHERE coalesce(m.receipts, 0) <>
          (SELECT count(*) FROM receipts r WHERE r.conversation_sid = m.conversation_sid
            AND r.message_sid = m.sid)\
        """);
    WRONG.put(
        "settings have their service",
        """
        SELECT w.scope_sid AS what FROM webhook_configurations w
        WHERE w.scope_sid LIKE 'IS%' AND NOT EXISTS
          (SELECT 1 FROM services s WHERE s.sid = w.scope_sid)\
        """);
    WRONG.put(
        "no service is half removed", "SELECT sid AS what FROM services WHERE removed_at > 0");
  }

  private Recount() {}

  /** Demands that everything that is derived is right. */
  public static void assertRight(Database database) {
    var found =
        database.read(
            tx -> {
              var wrong = new ArrayList<String>();
              WRONG.forEach(
                  (rule, sql) ->
                      tx.query(sql)
                          .list(row -> row.text("what"))
                          .forEach(what -> wrong.add("not true that " + rule + ": " + what)));
              return wrong;
            });
    assertThat(found).isEmpty();
  }
}
