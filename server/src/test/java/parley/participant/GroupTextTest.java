package parley.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.testkit.Chat.participants;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.problem.Limits;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.Chat;
import parley.testkit.TestServer;

/** Group texts: phones that know a group by its members alone. */
@ParameterizedClass
@EnumSource(Dialect.class)
class GroupTextTest {
  private static final String ADDRESS = "MessagingBinding.Address";
  private static final String PROXY = "MessagingBinding.ProxyAddress";
  private static final String PROJECTED = "MessagingBinding.ProjectedAddress";
  private static final String ANN = "+15550001";
  private static final String BOB = "+15550002";
  private static final String OURS = "+15559999";

  @RegisterExtension final TestServer server;

  GroupTextTest(Dialect dialect) {
    server = TestServer.on(dialect).withLimits(Limits.but(draft -> draft.groupTextMembers = 3));
  }

  private Answer add(String conversation, String... form) {
    return server.post(participants(conversation), form);
  }

  /** Ann and Bob, and an agent who writes from a number of ours. */
  private String group() {
    var conversation = server.chat().conversation();
    add(conversation, ADDRESS, ANN).is(201);
    add(conversation, ADDRESS, BOB).is(201);
    add(conversation, "Identity", "agent", PROJECTED, OURS).is(201);
    return conversation;
  }

  @Test
  void membersHaveNoRoleAndTheAgentHasTheDefault() {
    var rows = server.get(participants(group())).rows();
    assertThat(rows.get(0).get("role_sid").isNull()).isTrue();
    assertThat(rows.get(0).at("/messaging_binding").toString())
        .isEqualTo("{\"type\":\"sms\",\"address\":\"+15550001\"}");
    assertThat(rows.get(2).get("role_sid").stringValue()).startsWith("RL");
    assertThat(rows.get(2).at("/messaging_binding").toString())
        .isEqualTo("{\"type\":\"sms\",\"projected_address\":\"+15559999\"}");
  }

  @Test
  void noAddressIsInAGroupTwice() {
    var group = group();
    add(group, ADDRESS, ANN).isProblem(409, 50437);
    add(group, "Identity", "agent", PROJECTED, OURS).isProblem(409, 50437);
    add(group, "Identity", "agent").isProblem(409, 50433);
    assertThat(server.get(participants(group)).rows()).hasSize(3);
  }

  @Test
  void noTwoGroupsHaveTheSameMembersAndTheErrorNamesTheOther() {
    var group = group();
    var other = server.chat().conversation();
    add(other, ADDRESS, BOB).is(201);
    add(other, "Identity", "another agent", PROJECTED, OURS).is(201);
    var refused = add(other, ADDRESS, ANN).isProblem(409, 50438);
    assertThat(refused.text("message"))
        .isEqualTo("Group MMS with given participant list already exists as Conversation " + group);
    assertThat(refused.at("/details/conversation_sid").stringValue()).isEqualTo(group);
    assertThat(server.get(participants(other)).rows()).hasSize(2);
  }

  @Test
  void aGroupMadeInOneRequestIsComparedWhenItIsComplete() {
    var small =
        server.post(
            "/v1/ConversationWithParticipants",
            "Participant",
            "{\"messaging_binding\":{\"address\":\"" + ANN + "\"}}",
            "Participant",
            "{\"messaging_binding\":{\"projected_address\":\"" + OURS + "\"}}");
    small.is(202);
    server
        .post(
            "/v1/ConversationWithParticipants",
            "Participant",
            "{\"messaging_binding\":{\"address\":\"" + ANN + "\"}}",
            "Participant",
            "{\"messaging_binding\":{\"projected_address\":\"" + OURS + "\"}}",
            "Participant",
            "{\"messaging_binding\":{\"address\":\"" + BOB + "\"}}")
        .is(202);
    server
        .post(
            "/v1/ConversationWithParticipants",
            "Participant",
            "{\"messaging_binding\":{\"projected_address\":\"" + OURS + "\"}}",
            "Participant",
            "{\"messaging_binding\":{\"address\":\"" + ANN + "\"}}")
        .isProblem(409, 50438);
  }

  @Test
  void aGroupThatClosesOrGoesOrLosesAMemberLeavesItsPlaceToAnother() {
    var closed = group();
    server.post("/v1/Conversations/" + closed, "State", "closed").is(200);
    var deleted = group();
    server.delete("/v1/Conversations/" + deleted).is(204);
    var shrunk = group();
    var bob = server.get(participants(shrunk)).column("sid").get(1);
    server.chat().leave(shrunk, bob);
    group();
    add(shrunk, ADDRESS, BOB).isProblem(409, 50438);
  }

  @Test
  void aGroupHasNoMoreMembersThanAllowed() {
    add(group(), ADDRESS, "+15550003").isProblem(403, 50422);
  }

  @Test
  void onlyAParticipantMaySpeakInAGroup() {
    var group = group();
    var messages = Chat.messages(group);
    server.post(messages, "Body", "hello").isProblem(400, 50513);
    server.post(messages, "Body", "hello", "Author", "stranger").isProblem(400, 50513);
    var agent = server.post(messages, "Body", "hello", "Author", "agent").is(201);
    var ann = server.post(messages, "Body", "hi", "Author", ANN).is(201);
    var sids = server.get(participants(group)).column("sid");
    assertThat(agent.text("participant_sid")).isEqualTo(sids.get(2));
    assertThat(ann.text("participant_sid")).isEqualTo(sids.get(0));
    server.post(messages + "/" + ann.sid(), "Author", "stranger").isProblem(400, 50513);
  }

  @Test
  void aNumberOfOursWithoutAnIdentityMaySpeakInAGroup() {
    var conversation = server.chat().conversation();
    add(conversation, ADDRESS, ANN).is(201);
    var ours = add(conversation, PROJECTED, OURS).is(201).sid();
    var said = server.post(Chat.messages(conversation), "Body", "hello", "Author", OURS).is(201);
    assertThat(said.text("participant_sid")).isEqualTo(ours);
    assertThat(said.at("/delivery/total").asInt()).isEqualTo(1);
  }

  @Test
  void aMemberWhoGetsAProxyLeavesTheGroupAndMayComeBack() {
    var group = group();
    var ann = participants(group) + "/" + server.get(participants(group)).column("sid").get(0);
    server.post(ann, PROXY, OURS).is(200);
    var other = group();
    server.post(ann, PROXY, "null").isProblem(409, 50438);
    server.delete("/v1/Conversations/" + other).is(204);
    server.post(ann, PROXY, "null").is(200);
    assertThat(server.get(ann).at("/messaging_binding").toString())
        .isEqualTo("{\"type\":\"sms\",\"address\":\"+15550001\"}");
  }

  @Test
  void anIdentityComesToAProjectedAddressAloneAndOnlyIfItIsNotThere() {
    var conversation = server.chat().joined("ada");
    var ours = participants(conversation) + "/" + add(conversation, PROJECTED, OURS).is(201).sid();
    server.post(ours, "Identity", "ada").isProblem(409, 50433);
    server.post(ours, "Identity", "grace").is(200);
    server.post(ours, "Identity", "grace").is(200);
    server.post(ours, "Identity", "alan").isProblem(400, 50444);
    assertThat(server.chat().own("grace", conversation).get("conversation_sid").stringValue())
        .isEqualTo(conversation);
    server.post(participants(conversation) + "/ada", "Identity", "alan").isProblem(400, 50444);
  }

  @Test
  void theLastAddressOfSomebodyWithoutIdentityStays() {
    var conversation = server.chat().conversation();
    var ours = participants(conversation) + "/" + add(conversation, PROJECTED, OURS).is(201).sid();
    server.post(ours, PROJECTED, "null").isProblem(400, 20422);
    server.post(ours, PROXY, OURS).isProblem(400, 50441);
    server.post(ours, PROXY, "null").isProblem(400, 50440);
  }

  @Test
  void aProjectedAddressComesToAChatUserAndGoesAgain() {
    var conversation = server.chat().joined("ada");
    var ada = participants(conversation) + "/ada";
    server.post(ada, PROJECTED, "null").isProblem(400, 50442);
    server.post(ada, PROJECTED, OURS).is(200);
    server.post(ada, PROJECTED, OURS).is(200);
    assertThat(server.get(ada).at("/messaging_binding/projected_address").stringValue())
        .isEqualTo(OURS);
    server.post(ada, PROJECTED, "null").is(200);
    assertThat(server.get(ada).at("/messaging_binding").isNull()).isTrue();
    var ann = add(conversation, ADDRESS, ANN, PROXY, OURS).is(201).sid();
    server
        .post(participants(conversation) + "/" + ann, PROJECTED, "+15558888")
        .isProblem(400, 50443);
  }
}
