package parley.participant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import parley.conversation.Conversation;
import parley.problem.Code;
import parley.problem.Problem;
import parley.storage.Overtaken;
import parley.storage.Tx;

/**
 * The group texts that are live. A phone knows a group by its members alone, so no two
 * conversations of the account may have the same ones (docs/behaviour.md 2.6, codes 50437, 50438).
 * A group begins when both a member's phone and an address of ours are in it.
 */
final class GroupTexts {
  private final ParticipantStore store;
  private final int membersMax;

  GroupTexts(ParticipantStore store, int membersMax) {
    this.store = store;
    this.membersMax = membersMax;
  }

  /** Takes the members as they are now; refuses a phone twice, another group's, or too many. */
  void take(Tx tx, Conversation conversation) {
    freeAll(tx, conversation);
    var ends = store.groupEnds(tx, conversation.sid());
    var phones = ends.stream().filter(MessagingBinding::isGroupMember).toList();
    if (phones.stream().distinct().count() < phones.size()) {
      throw Code.GROUP_MEMBER_EXISTS.problem();
    }
    var members = members(ends);
    if (members.size() > membersMax) {
      throw Code.TOO_MANY_NON_CHAT_PARTICIPANTS.because("at most " + membersMax + " in a group");
    }
    if (isGroup(ends) && !insert(tx, conversation, key(members))) {
      throw taken(holder(tx, conversation, key(members)));
    }
  }

  /** As {@link #take}, after somebody has left: nobody can be kept from leaving. */
  void retake(Tx tx, Conversation conversation) {
    freeAll(tx, conversation);
    var ends = store.groupEnds(tx, conversation.sid());
    if (isGroup(ends)) {
      insert(tx, conversation, key(members(ends)));
    }
  }

  void freeAll(Tx tx, Conversation conversation) {
    tx.update("DELETE FROM group_texts WHERE conversation_sid = :conversation")
        .set("conversation", conversation.sid())
        .run();
  }

  void freeAllOf(Tx tx, String service) {
    tx.update(
            """
            DELETE FROM group_texts WHERE conversation_sid IN
              (SELECT sid FROM conversations WHERE service_sid = :service)\
            """)
        .set("service", service)
        .run();
  }

  private static boolean isGroup(List<MessagingBinding> ends) {
    return ends.stream().anyMatch(MessagingBinding::isGroupMember)
        && ends.stream().anyMatch(end -> end.projectedAddress() != null);
  }

  private static SortedSet<String> members(List<MessagingBinding> ends) {
    var members = new TreeSet<String>();
    for (var end : ends) {
      var address = end.isGroupMember() ? end.address() : end.projectedAddress();
      if (address != null) {
        members.add(address);
      }
    }
    return members;
  }

  private static String key(SortedSet<String> members) {
    try {
      var text = String.join("\n", members).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static boolean insert(Tx tx, Conversation conversation, String key) {
    return tx.update(
                """
                INSERT INTO group_texts (account_sid, members, conversation_sid)
                VALUES (:account, :members, :conversation)
                ON CONFLICT (account_sid, members) DO NOTHING\
                """)
            .set("account", conversation.accountSid())
            .set("members", key)
            .set("conversation", conversation.sid())
            .run()
        == 1;
  }

  private static String holder(Tx tx, Conversation conversation, String key) {
    return tx.query(
            """
            SELECT conversation_sid FROM group_texts
            WHERE account_sid = :account AND members = :members\
            """)
        .set("account", conversation.accountSid())
        .set("members", key)
        .first(row -> row.text("conversation_sid"))
        .orElseThrow(Overtaken::new); // it has become free meanwhile
  }

  /** Programs cut the SID out of this text, so it stands last (docs/behaviour.md 1.9). */
  private static Problem taken(String holder) {
    var code = Code.GROUP_EXISTS;
    return code.worded(code.text() + " as Conversation " + holder).with("conversation_sid", holder);
  }
}
