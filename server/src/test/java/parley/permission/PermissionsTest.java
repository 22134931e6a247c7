package parley.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.role.Permission.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import parley.permission.PermissionScene.Try;
import parley.role.Permission;
import parley.testkit.TestServer;

/**
 * Every permission on every operation that needs it: with it alone the operation is allowed, with
 * all others it is refused and nothing has changed (docs/behaviour.md 5).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsTest {
  private final TestServer server = TestServer.onSqlite();

  @BeforeAll
  void oneServerForAll() {
    server.start();
  }

  @AfterAll
  void close() {
    server.close();
  }

  /**
   * What is tried, and which permissions allow it, each by itself.
   *
   * @param ways none where no permission does
   * @param inConversation whether a role in the conversation has a say in it
   */
  private record Row(String name, Set<Permission> ways, Try tried, boolean inConversation) {
    Row ofServiceAlone() {
      return new Row(name, ways, tried, false);
    }
  }

  private static Row row(String name, Try tried, Permission... ways) {
    return new Row(name, Set.of(ways), tried, true);
  }

  private static List<Row> table() {
    return List.of(
        row(
            "make a conversation",
            s -> s.post("/Conversations", "UniqueName", s.fresh()),
            CREATE_CONVERSATION),
        row(
            "rename a conversation",
            s -> s.post(s.talk(), "FriendlyName", "n"),
            EDIT_CONVERSATION_NAME),
        row(
            "give a unique name",
            s -> s.post(s.talk(), "UniqueName", s.fresh()),
            EDIT_CONVERSATION_NAME),
        row(
            "edit a conversation's attributes",
            s -> s.post(s.talk(), "Attributes", "{\"a\":1}"),
            EDIT_CONVERSATION_ATTRIBUTES),
        row("close a conversation", s -> s.post(s.talk(), "State", "closed")),
        row("set a timer", s -> s.post(s.talk(), "Timers.Inactive", "PT1H")),
        row("delete a conversation", s -> s.delete(s.talk()), DELETE_CONVERSATION),
        row("join", s -> s.post(s.other() + "/Participants", "Identity", "ada"), JOIN_CONVERSATION),
        row(
            "add somebody",
            s -> s.post(s.talk() + "/Participants", "Identity", s.fresh()),
            ADD_PARTICIPANT),
        row(
            "add a telephone",
            s ->
                s.post(
                    s.talk() + "/Participants",
                    "MessagingBinding.Address",
                    s.number(),
                    "MessagingBinding.ProxyAddress",
                    "+14155550100"),
            ADD_NON_CHAT_PARTICIPANT),
        row(
            "add somebody with a role",
            s ->
                s.post(
                    s.talk() + "/Participants", "Identity", s.fresh(), "RoleSid", s.adminRole())),
        row(
            "edit one's own attributes",
            s -> s.post(s.talk() + "/Participants/ada", "Attributes", "{\"a\":1}"),
            EDIT_OWN_PARTICIPANT_ATTRIBUTES,
            EDIT_ANY_PARTICIPANT_ATTRIBUTES),
        row(
            "edit another's attributes",
            s -> s.post(s.talk() + "/Participants/bob", "Attributes", "{\"a\":1}"),
            EDIT_ANY_PARTICIPANT_ATTRIBUTES),
        row(
            "take another role",
            s -> s.post(s.talk() + "/Participants/ada", "RoleSid", s.adminRole())),
        row(
            "move another's horizon",
            s -> s.post(s.talk() + "/Participants/bob", "LastReadMessageIndex", "0")),
        row(
            "leave",
            s -> s.delete(s.talk() + "/Participants/ada"),
            LEAVE_CONVERSATION,
            REMOVE_PARTICIPANT),
        row(
            "leave by one's own list",
            s -> s.delete("/Users/ada" + s.talk()),
            LEAVE_CONVERSATION,
            REMOVE_PARTICIPANT),
        row("remove somebody", s -> s.delete(s.talk() + "/Participants/bob"), REMOVE_PARTICIPANT),
        row(
            "say",
            s -> s.post(s.talk() + "/Messages", "Body", "b", "Attributes", "{}"),
            SEND_MESSAGE),
        row(
            "send a file",
            s -> s.post(s.talk() + "/Messages", "MediaSid", s.medium()),
            SEND_MEDIA_MESSAGE),
        row("say as another", s -> s.post(s.talk() + "/Messages", "Body", "b", "Author", "bob")),
        row(
            "say in the past",
            s ->
                s.post(s.talk() + "/Messages", "Body", "b", "DateCreated", "2020-01-01T00:00:00Z")),
        row(
            "edit one's own message",
            s -> s.post(s.ownMessage(), "Body", "edited"),
            EDIT_OWN_MESSAGE,
            EDIT_ANY_MESSAGE),
        row(
            "edit another's message",
            s -> s.post(s.otherMessage(), "Body", "edited"),
            EDIT_ANY_MESSAGE),
        row(
            "edit one's own message's attributes",
            s -> s.post(s.ownMessage(), "Attributes", "{\"a\":1}"),
            EDIT_OWN_MESSAGE_ATTRIBUTES,
            EDIT_ANY_MESSAGE_ATTRIBUTES),
        row(
            "edit another's message's attributes",
            s -> s.post(s.otherMessage(), "Attributes", "{\"a\":1}"),
            EDIT_ANY_MESSAGE_ATTRIBUTES),
        row(
            "take over a message",
            s -> s.post(s.otherMessage(), "Author", "ada", "Body", "x"),
            EDIT_ANY_MESSAGE),
        row("pass on a message", s -> s.post(s.ownMessage(), "Author", "bob")),
        row(
            "delete one's own message",
            s -> s.delete(s.ownMessage()),
            DELETE_OWN_MESSAGE,
            DELETE_ANY_MESSAGE),
        row("delete another's message", s -> s.delete(s.otherMessage()), DELETE_ANY_MESSAGE),
        row(
            "mute",
            s -> s.post("/Users/ada" + s.talk(), "NotificationLevel", "muted"),
            EDIT_NOTIFICATION_LEVEL),
        row(
                "edit oneself",
                s -> s.post("/Users/ada", "FriendlyName", s.fresh()),
                EDIT_OWN_USER_INFO,
                EDIT_ANY_USER_INFO)
            .ofServiceAlone(),
        row(
                "edit another user",
                s -> s.post("/Users/bob", "FriendlyName", s.fresh()),
                EDIT_ANY_USER_INFO)
            .ofServiceAlone(),
        row(
            "take another role of the service",
            s -> s.post("/Users/ada", "RoleSid", s.adminRole())),
        row("delete a user", s -> s.delete("/Users/bob")),
        row("see another's list", s -> s.get("/Users/bob/Conversations")),
        row("see one of another's list", s -> s.get("/Users/bob" + s.talk())),
        row(
            "move a horizon of another's list",
            s -> s.post("/Users/bob" + s.talk(), "LastReadMessageIndex", "0")),
        row("see another's memberships", s -> s.get("/ParticipantConversations?Identity=bob")),
        row("see a conversation one is not in", s -> s.get(s.other())),
        row("see who is in a conversation one is not in", s -> s.get(s.other() + "/Participants")),
        row("read in a conversation one is not in", s -> s.get(s.other() + "/Messages")),
        row("see all conversations", s -> s.get("/Conversations")));
  }

  @TestFactory
  Stream<DynamicTest> oneOfItsPermissionsIsEnough() {
    return table().stream()
        .flatMap(
            row ->
                row.ways().stream()
                    .flatMap(way -> types(row, way).map(type -> new Scenario(row, way, type))))
        .map(it -> DynamicTest.dynamicTest(it.toString(), () -> allowed(it)));
  }

  /** A permission that either type of role may give is tried by both. */
  private record Scenario(Row row, Permission way, String type) {
    @Override
    public String toString() {
      return row.name() + " with " + way.wire() + " of the " + type;
    }
  }

  private static Stream<String> types(Row row, Permission permission) {
    return Stream.of("service", "conversation")
        .filter(type -> PermissionScene.ofType(type).contains(permission))
        .filter(type -> row.inConversation() || type.equals("service"));
  }

  private void allowed(Scenario it) {
    var only = EnumSet.of(it.way());
    var none = EnumSet.noneOf(Permission.class);
    var scene =
        it.type().equals("service")
            ? new PermissionScene(server, only, none)
            : new PermissionScene(server, none, only);
    assertThat(it.row().tried().in(scene).status()).isBetween(200, 299);
  }

  @TestFactory
  Stream<DynamicTest> allOtherPermissionsAreNotEnoughAndNothingChanges() {
    return table().stream().map(row -> DynamicTest.dynamicTest(row.name(), () -> refused(row)));
  }

  private void refused(Row row) {
    var others = EnumSet.allOf(Permission.class);
    others.removeAll(row.ways());
    if (row.name().equals("join")) {
      others.remove(ADD_PARTICIPANT); // by it one adds anybody, oneself too
    }
    var scene = new PermissionScene(server, others, others);
    var before = scene.state();

    row.tried().in(scene).isProblem(403, 50107);

    assertThat(scene.state()).isEqualTo(before);
  }

  @Test
  void everyPermissionIsTried() {
    var tried = table().stream().flatMap(row -> row.ways().stream()).collect(Collectors.toSet());
    assertThat(tried).isEqualTo(Set.copyOf(Arrays.asList(Permission.values())));
  }

  @Test
  void ofSeveralFieldsEachMustBeAllowedOrNoneIsChanged() {
    var scene =
        new PermissionScene(server, EnumSet.noneOf(Permission.class), EnumSet.of(EDIT_OWN_MESSAGE));
    var before = scene.state();
    var answer = scene.post(scene.ownMessage(), "Body", "edited", "Attributes", "{\"a\":1}");
    answer.isProblem(403, 50107);
    assertThat(answer.at("/details/parameter").asString()).isEqualTo("Attributes");
    assertThat(scene.state()).isEqualTo(before);
    scene.post(scene.ownMessage(), "Body", "edited").is(200);
  }

  @Test
  void aUserAlwaysMovesTheOwnHorizon() {
    var none = EnumSet.noneOf(Permission.class);
    var scene = new PermissionScene(server, none, none);
    scene.post("/Users/ada" + scene.talk(), "LastReadMessageIndex", "1").is(200);
    scene.post(scene.talk() + "/Participants/ada", "LastReadMessageIndex", "0").is(200);
  }

  @Test
  void aUserSeesWhatIsHis() {
    var none = EnumSet.noneOf(Permission.class);
    var scene = new PermissionScene(server, none, none);
    for (var path :
        List.of(
            scene.talk(),
            scene.talk() + "/Participants",
            scene.talk() + "/Participants/bob",
            scene.talk() + "/Messages",
            scene.ownMessage(),
            scene.otherMessage() + "/Receipts",
            "/Users/ada/Conversations",
            "/Users/ada" + scene.talk(),
            "/ParticipantConversations?Identity=ada",
            "/Users",
            "/Users/bob",
            "/Roles")) {
      scene.get(path).is(200);
    }
    assertThat(scene.get("/Users/ada/Conversations").rows()).hasSize(1);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    var all = EnumSet.allOf(Permission.class);
    var scene = new PermissionScene(server, all, all);
    var nowhere = "/Conversations/CH" + "0".repeat(32);
    scene.get(nowhere).isProblem(404, 20404);
    scene.post(nowhere, "FriendlyName", "n").isProblem(404, 20404);
    scene.post(nowhere + "/Messages", "Body", "b").isProblem(404, 50350);
    scene.delete(scene.talk() + "/Messages/IM" + "0".repeat(32)).isProblem(404, 20404);
    scene.post(scene.talk() + "/Participants/nobody", "Attributes", "{}").isProblem(404, 20404);
    scene.get("/Users/bob/Conversations/CH" + "0".repeat(32)).isProblem(403, 50107);
  }

  @Test
  void whatAUserMakesIsHis() {
    var all = EnumSet.allOf(Permission.class);
    var scene = new PermissionScene(server, all, all);
    var message = scene.post(scene.talk() + "/Messages", "Body", "b", "Author", "ada").is(201);
    assertThat(message.text("author")).isEqualTo("ada");
    var made = scene.post("/Conversations", "FriendlyName", "mine").is(201);
    var own = "/Conversations/" + made.sid();
    scene.get(own).is(200); // who made it sees it before he is in it
    scene.get(own + "/Messages").isProblem(403, 50107);
    var me = scene.post(own + "/Participants", "Identity", "ada").is(201);
    assertThat(me.text("role_sid")).isEqualTo(scene.defaultCreatorRole());
    assertThat(scene.get("/Users/ada" + own).text("created_by")).isEqualTo("ada");
  }

  @Test
  void fieldsThatNobodyKnowsAreIgnoredAsEver() {
    var none = EnumSet.noneOf(Permission.class);
    var scene = new PermissionScene(server, none, EnumSet.of(SEND_MESSAGE));
    scene.post(scene.talk() + "/Messages", "Body", "b", "Colour", "red").is(201);
  }

  @Test
  void aFileIsSeenByWhoSentItAndByWhoIsInItsConversation() {
    var all = EnumSet.allOf(Permission.class);
    var scene = new PermissionScene(server, all, all);
    var sid = scene.medium();
    scene.getMedium("ada", sid).is(200);
    scene.getMedium("bob", sid).isProblem(403, 50107);
    scene.post(scene.talk() + "/Messages", "MediaSid", sid).is(201);
    scene.getMedium("bob", sid).is(200);
    scene.getMedium("eve", sid).isProblem(403, 50107);
    scene.getMedium("eve", "ME" + "0".repeat(32)).isProblem(404, 20404);
  }

  @Test
  void aUserAttachesWhatHeHasSentHimself() {
    var all = EnumSet.allOf(Permission.class);
    var scene = new PermissionScene(server, all, all);
    var his = scene.medium("bob");
    var accounts = scene.medium(null);
    scene.post(scene.talk() + "/Messages", "MediaSid", his).isProblem(404, 50507);
    scene.post(scene.talk() + "/Messages", "MediaSid", accounts).isProblem(404, 50507);
    scene.getMedium("sender", accounts).isProblem(403, 50107); // as the account's files are signed
    scene.post(scene.talk() + "/Messages", "MediaSid", scene.medium()).is(201);
  }

  @Test
  void whoIsCalledLikeATelephoneDoesNotEditWhatItSaidOnceItIsGone() {
    var all = EnumSet.allOf(Permission.class);
    var some = EnumSet.of(EDIT_OWN_MESSAGE, JOIN_CONVERSATION, DELETE_OWN_MESSAGE);
    var scene = new PermissionScene(server, all, all);
    var number = scene.number();
    var said = scene.saidByTelephone(number);
    var user = scene.userLike(number, some);
    user.post(scene.path(said), "Body", "rewritten").isProblem(403, 50107);
    user.delete(scene.path(said)).isProblem(403, 50107);
  }

  @Test
  void thePageShowsTheTableThatIsInForce() {
    var shown = new ArrayList<>(PermissionPage.rows());
    assertThat(shown).isEqualTo(PermissionPage.inForce());
  }
}
