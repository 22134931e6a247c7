package parley.participant;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.conversation.Conversation;
import parley.problem.Code;
import parley.problem.Problem;
import parley.storage.Overtaken;
import parley.storage.Tx;

/**
 * The pairs of addresses that are live. A pair leads an inbound message to one conversation of the
 * account; it is free again when its participant goes or its conversation closes or goes
 * (docs/behaviour.md 2.6, 8.2).
 */
final class AddressPairs {

  /** Takes several pairs, in the order in which everybody takes several. */
  void takeAll(Tx tx, Conversation conversation, List<Participant> participants) {
    participants.stream()
        .sorted(Comparator.comparing(AddressPairs::place))
        .forEach(participant -> take(tx, conversation, participant));
  }

  private static String place(Participant participant) {
    var binding = participant.binding();
    return binding == null ? "" : binding.address() + "\n" + binding.proxyAddress();
  }

  /** Takes the pair of a participant, if it has one; refuses one that is live (code 50416). */
  void take(Tx tx, Conversation conversation, Participant participant) {
    var binding = participant.binding();
    if (binding == null || !binding.isPair()) {
      return;
    }
    var taken =
        tx.update(
                    """
                    INSERT INTO address_pairs
                      (account_sid, address, proxy_address, conversation_sid, participant_sid)
                    VALUES (:account, :address, :proxy, :conversation, :participant)
                    ON CONFLICT (account_sid, address, proxy_address) DO NOTHING\
                    """)
                .set("account", conversation.accountSid())
                .set("address", binding.address())
                .set("proxy", binding.proxyAddress())
                .set("conversation", conversation.sid())
                .set("participant", participant.sid())
                .run()
            == 1;
    if (!taken) {
      var holder =
          find(tx, conversation.accountSid(), binding.address(), binding.proxyAddress())
              .orElseThrow(Overtaken::new); // it has become free meanwhile
      throw inUse(holder.conversationSid());
    }
  }

  /** Who has a pair, if it is live. */
  Optional<LivePair> find(
      Tx tx, String account, @Nullable String address, @Nullable String proxyAddress) {
    return tx.query(
            """
            SELECT conversation_sid, participant_sid FROM address_pairs
            WHERE account_sid = :account AND address = :address AND proxy_address = :proxy\
            """)
        .set("account", account)
        .set("address", address)
        .set("proxy", proxyAddress)
        .first(row -> new LivePair(row.text("conversation_sid"), row.text("participant_sid")));
  }

  /** Programs cut the SID out of this text, so it stands last (docs/behaviour.md 1.9). */
  private static Problem inUse(String holder) {
    var code = Code.ADDRESS_PAIR_IN_USE;
    return code.worded(code.text() + " in Conversation " + holder).with("conversation_sid", holder);
  }

  void free(Tx tx, Participant participant) {
    tx.update(
            """
            DELETE FROM address_pairs
            WHERE conversation_sid = :conversation AND participant_sid = :participant\
            """)
        .set("conversation", participant.conversationSid())
        .set("participant", participant.sid())
        .run();
  }

  void freeAll(Tx tx, Conversation conversation) {
    tx.update("DELETE FROM address_pairs WHERE conversation_sid = :conversation")
        .set("conversation", conversation.sid())
        .run();
  }

  void freeAllOf(Tx tx, String service) {
    tx.update(
            """
            DELETE FROM address_pairs WHERE conversation_sid IN
              (SELECT sid FROM conversations WHERE service_sid = :service)\
            """)
        .set("service", service)
        .run();
  }
}
