package parley.membership;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import parley.conversation.Conversations;
import parley.inbox.Inbox;
import parley.inbox.InboxRow;
import parley.participant.Participant;
import parley.participant.Participants;
import parley.storage.Database;
import parley.storage.Tx;
import parley.user.Users;
import parley.value.Page;
import parley.value.PageAsked;

/** Finds memberships, by the conversation's SID (docs/behaviour.md 2.12). */
public final class Memberships {
  private final Database database;
  private final Users users;
  private final Conversations conversations;
  private final Participants participants;
  private final Inbox inbox;

  public Memberships(
      Database database,
      Users users,
      Conversations conversations,
      Participants participants,
      Inbox inbox) {
    this.database = database;
    this.users = users;
    this.conversations = conversations;
    this.participants = participants;
    this.inbox = inbox;
  }

  /** One page of the memberships in conversations of a service. */
  public Page<Membership> list(String service, MembershipQuery query, PageAsked asked) {
    return database.snapshot(
        tx -> {
          var address = query.address();
          return address != null
              ? withConversations(tx, participants.listByAddress(tx, service, address, asked))
              : ofIdentity(tx, service, query, asked);
        });
  }

  private Page<Membership> ofIdentity(
      Tx tx, String service, MembershipQuery query, PageAsked asked) {
    var user =
        Optional.ofNullable(query.identity())
            .flatMap(identity -> users.find(tx, service, identity))
            // A path may name a user by SID; this filter means the identity alone.
            .filter(found -> found.identity().equals(query.identity()));
    if (user.isEmpty()) {
      return Page.of(List.of(), asked, none -> List.of());
    }
    var page = inbox.listBySid(tx, user.get().sid(), asked);
    var sids = page.rows().stream().map(InboxRow::conversationSid).toList();
    var found =
        sids.isEmpty()
            ? List.<Participant>of()
            : participants.findAll(tx, sids, user.get().identity()).stream()
                .sorted(Comparator.comparing(Participant::conversationSid))
                .toList();
    return withConversations(tx, new Page<>(found, page.next(), page.previous()));
  }

  private Page<Membership> withConversations(Tx tx, Page<Participant> page) {
    if (page.rows().isEmpty()) {
      return new Page<>(List.of(), page.next(), page.previous());
    }
    var sids = page.rows().stream().map(Participant::conversationSid).distinct().toList();
    var found =
        conversations.findAll(tx, sids).stream()
            .collect(Collectors.toMap(conversation -> conversation.sid(), Function.identity()));
    var rows =
        page.rows().stream()
            .flatMap(
                participant ->
                    Optional.ofNullable(found.get(participant.conversationSid()))
                        .map(conversation -> new Membership(conversation, participant))
                        .stream())
            .toList();
    return new Page<>(rows, page.next(), page.previous());
  }
}
