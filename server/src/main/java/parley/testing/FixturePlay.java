package parley.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import parley.access.Cause;
import parley.conversation.ConversationState;
import parley.conversation.EditedConversation;
import parley.conversation.Held;
import parley.http.Form;
import parley.participant.EditedHorizon;
import parley.participant.NewParticipant;
import parley.participant.NotificationLevel;
import parley.participant.Participant;
import parley.problem.Limits;
import parley.role.ConversationDefaults;
import parley.role.RoleType;
import parley.testing.Fixture.OfConversation;
import parley.testing.Fixture.OfParticipant;
import parley.testing.Fixture.OfUser;
import parley.testing.MadeNames.InConversation;
import parley.testing.MadeNames.InService;
import parley.user.NewUser;
import parley.value.Change;

/** Makes what a fixture wants, within one transaction. Used once. */
final class FixturePlay {
  private final Deeds deeds;
  private final Cause cause;
  private final MadeNames made = new MadeNames();
  private final FixtureServices services;

  FixturePlay(Deeds deeds, Cause cause, Instant now) {
    this.deeds = deeds;
    this.cause = cause;
    this.services = new FixtureServices(deeds, cause, now, made);
  }

  /**
   * Makes it all.
   *
   * @throws parley.problem.Problem 20422 with the place of what cannot be made; the transaction has
   *     to be given up then
   */
  MadeNames play(Fixture fixture) {
    fixture.services().forEach(services::make);
    fixture.roles().forEach(services::makeRole);
    fixture.services().forEach(services::configure);
    fixture.users().forEach(this::make);
    var bare = new HashMap<OfConversation, InConversation>();
    fixture.conversations().forEach(one -> bare.put(one, make(one)));
    // Those that will be closed first: the addresses in them are free for others then.
    fixture.conversations().stream()
        .sorted(Comparator.comparing(one -> one.state() != ConversationState.CLOSED))
        .forEach(one -> fill(one, Objects.requireNonNull(bare.get(one))));
    if (fixture.webhook() != null) {
      deeds.configurations().editOfAccount(fixture.webhook(), cause);
    }
    return made;
  }

  private void make(OfUser wish) {
    var service = services.named(wish.service());
    var role = services.role(service, RoleType.SERVICE, wish.role());
    var it = wish.wish();
    var whole = new NewUser(it.identity(), it.friendlyName(), it.attributes(), role);
    var user = wish.entry().placed(() -> deeds.users().add(service.sid, whole, cause));
    service.users.put(user.identity(), user.sid());
  }

  private InConversation make(OfConversation wish) {
    var service = services.named(wish.service());
    var conversation =
        wish.entry().placed(() -> deeds.conversations().add(service.sid, wish.wish(), cause));
    var names = new InConversation(conversation.sid());
    service.conversations.put(wish.name(), names);
    return names;
  }

  private void fill(OfConversation wish, InConversation names) {
    var service = services.named(wish.service());
    var newcomers = wish.participants().stream().map(one -> newcomer(service, one)).toList();
    deeds
        .database()
        .change(
            tx -> {
              var defaults = deeds.participants().keepRoles(tx, service.sid, newcomers, cause);
              deeds
                  .conversations()
                  .changeOpen(
                      tx,
                      service.sid,
                      names.sid,
                      cause,
                      held -> {
                        fill(held, wish, newcomers, defaults, service, names);
                        return Optional.of(names);
                      });
            });
    if (wish.state() != ConversationState.ACTIVE) {
      leaveIn(wish, service, names);
    }
  }

  private NewParticipant newcomer(InService service, OfParticipant wish) {
    var it = wish.wish();
    return new NewParticipant(
        it.identity(),
        it.binding(),
        it.attributes(),
        services.role(service, RoleType.CONVERSATION, wish.role()),
        it.createdAt(),
        it.updatedAt());
  }

  private void fill(
      Held held,
      OfConversation wish,
      List<NewParticipant> newcomers,
      ConversationDefaults defaults,
      InService service,
      InConversation names) {
    var joined = join(held, wish, newcomers, defaults);
    for (var message : wish.messages()) {
      message
          .entry()
          .placed(() -> names.messages.add(deeds.messages().add(held, message.wish()).sid()));
    }
    for (var i = 0; i < joined.size(); i++) {
      var participant = joined.get(i);
      names.participants.put(wish.participants().get(i).name(), participant.sid());
      if (participant.identity() != null && participant.userSid() != null) {
        service.users.put(participant.identity(), participant.userSid());
      }
      look(held, wish.participants().get(i), participant);
    }
    for (var webhook : wish.webhooks()) {
      webhook.entry().placed(() -> deeds.webhooks().add(held, webhook.wish()));
    }
  }

  /** The members of a group text come together: on the way they might be another group. */
  private List<Participant> join(
      Held held,
      OfConversation wish,
      List<NewParticipant> newcomers,
      ConversationDefaults defaults) {
    if (newcomers.stream().anyMatch(NewParticipant::isInGroup)) {
      return wish.entry().placed(() -> deeds.participants().addAll(held, newcomers, defaults));
    }
    var joined = new ArrayList<Participant>();
    for (var i = 0; i < newcomers.size(); i++) {
      var newcomer = newcomers.get(i);
      joined.add(
          wish.participants()
              .get(i)
              .entry()
              .placed(() -> deeds.participants().add(held, newcomer, defaults)));
    }
    return joined;
  }

  private void look(Held held, OfParticipant wish, Participant participant) {
    var reading = wish.reading();
    var nothingYet =
        reading != null && reading.index() == null && held.conversation().tally().nextIndex() == 0;
    if ((reading == null || nothingYet) && !wish.muted()) {
      return;
    }
    var horizon =
        reading == null || nothingYet
            ? new EditedHorizon(Change.kept(), Change.kept())
            : new EditedHorizon(
                Change.to(reading.index() == null ? Long.valueOf(Long.MAX_VALUE) : reading.index()),
                reading.at() == null ? Change.kept() : Change.to(reading.at()));
    var level = wish.muted() ? NotificationLevel.MUTED : null;
    deeds.participants().read(held, participant, horizon, level);
  }

  private void leaveIn(OfConversation wish, InService service, InConversation names) {
    var fields = new HashMap<>(Map.of("State", wish.state().wire()));
    if (wish.wish().updatedAt() != null) {
      fields.put("DateUpdated", wish.wish().updatedAt().toString());
    }
    var edit = EditedConversation.from(Form.of(fields, Limits.DOCUMENTED));
    deeds.conversations().edit(service.sid, names.sid, edit, cause);
  }
}
