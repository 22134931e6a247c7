package parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.access.Cause;
import parley.configuration.AccountConfigurations;
import parley.conversation.ConversationChanged.Reason;
import parley.event.Advice;
import parley.event.Event;
import parley.event.Events;
import parley.http.Form;
import parley.problem.Limits;
import parley.service.Services;
import parley.testkit.TestServer;
import parley.value.Sids;

/** What {@link Conversations} writes and tells of a deed, whatever the deed does. */
class ConversationEventsTest {
  private static final Cause CAUSE = Cause.byAccount(TestServer.ACCOUNT, false);

  @AutoClose private final TestServer server = TestServer.onSqlite().start();
  private final List<Event> told = new ArrayList<>();
  private final Conversations conversations = conversations();
  private final String service = server.get("/v1/Configuration").text("default_chat_service_sid");

  private Conversations conversations() {
    var database = server.database();
    var sids = new Sids(server.clock());
    var events = new Events();
    events.connect(List.of((tx, event) -> told.add(event)));
    var services = new Services(database, events, sids, server.clock());
    var configurations = new AccountConfigurations(database, services);
    var advice = new Advice();
    return new Conversations(
        database, events, advice, services, configurations, sids, server.clock());
  }

  private static NewConversation wish() {
    return NewConversation.from(Form.of(Map.of(), Limits.DOCUMENTED));
  }

  private Conversation find(Conversation made) {
    return conversations.find(service, made.sid()).orElseThrow();
  }

  @Test
  void aDeedThatOnlyMovesTheStateIsWrittenUnderAVersionOfItsOwnAndTold() {
    var made = conversations.add(service, wish(), CAUSE);
    told.clear();
    server.database().change(tx -> conversations.change(tx, service, made.sid(), CAUSE, this::nap));

    var now = find(made);
    assertThat(now.state()).isEqualTo(ConversationState.INACTIVE);
    assertThat(now.version()).isEqualTo(made.version() + 1);
    assertThat(told).containsExactly(new ConversationChanged(made, now, CAUSE, Reason.EVENT));
  }

  private Optional<Conversation> nap(Held held) {
    held.move(it -> it.in(ConversationState.INACTIVE, server.clock().instant()));
    return Optional.of(held.conversation());
  }

  @Test
  void anEditIsToldAsOneAlsoWhenItChangesTheState() {
    var made = conversations.add(service, wish(), CAUSE);
    told.clear();
    var wish = EditedConversation.from(Form.of(Map.of("State", "inactive"), Limits.DOCUMENTED));
    var now = conversations.edit(service, made.sid(), wish, CAUSE).orElseThrow();
    assertThat(told).containsExactly(new ConversationChanged(made, now, CAUSE, Reason.API));
  }

  @Test
  void aStateThatATimerChangesIsToldAsATimers() {
    var made = conversations.add(service, wish(), CAUSE);
    told.clear();
    var timer = Cause.byTimer(TestServer.ACCOUNT);
    server.database().change(tx -> conversations.change(tx, service, made.sid(), timer, this::nap));
    var now = find(made);
    assertThat(told).containsExactly(new ConversationChanged(made, now, timer, Reason.TIMER));
  }

  @Test
  void aDeedThatFindsNothingToDoWritesAndTellsNothing() {
    var made = conversations.add(service, wish(), CAUSE);
    told.clear();
    server
        .database()
        .change(
            tx ->
                conversations.change(
                    tx, service, made.sid(), CAUSE, held -> Optional.of(held.sid())));
    assertThat(find(made)).isEqualTo(made);
    assertThat(told).isEmpty();
  }

  @Test
  void aConversationIsToldAsItWasMadeBehindTheDeedAndBeforeWhatTheDeedDid() {
    var early = new ArrayList<Event>();
    var begun = wish().in(ConversationState.INITIALIZING);
    var made =
        server
            .database()
            .write(
                tx ->
                    conversations.add(
                        tx,
                        service,
                        begun,
                        CAUSE,
                        held -> {
                          nap(held);
                          early.addAll(told);
                        }));

    assertThat(early).isEmpty();
    assertThat(told).hasSize(2);
    var added = ((ConversationAdded) told.getFirst()).conversation();
    assertThat(added.state()).isEqualTo(ConversationState.INITIALIZING);
    assertThat(told.getLast()).isEqualTo(new ConversationChanged(added, made, CAUSE, Reason.EVENT));
    assertThat(find(made)).isEqualTo(made);
  }
}
