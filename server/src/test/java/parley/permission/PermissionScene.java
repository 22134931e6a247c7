package parley.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parley.role.Permission;
import parley.role.RolePermissions;
import parley.testkit.Answer;
import parley.testkit.TestClient;
import parley.testkit.TestServer;

/**
 * A service with a talk of ada and bob, who both have said something, and one of bob alone. What is
 * asked here is asked by ada, whose roles give these permissions.
 */
final class PermissionScene {
  private static final AtomicInteger NUMBER = new AtomicInteger(1000);

  private final TestServer server;
  private final TestClient ada;
  private final String service;
  private final String talk;
  private final String other;
  private final String ownMessage;
  private final String otherMessage;

  /** Something that is tried in a scene. */
  interface Try extends Function<PermissionScene, Answer> {
    default Answer in(PermissionScene scene) {
      return apply(scene);
    }
  }

  PermissionScene(TestServer server, Set<Permission> ofService, Set<Permission> ofConversation) {
    this.server = server;
    service = server.post("/v1/Services", "FriendlyName", "scene").is(201).sid();
    var member = role("conversation", ofConversation, "editNotificationLevel");
    make("/Users", "Identity", "ada", "RoleSid", role("service", ofService, "joinConversation"));
    make("/Users", "Identity", "bob");
    talk = "/Conversations/" + make("/Conversations", "UniqueName", "talk").sid();
    other = "/Conversations/" + make("/Conversations", "UniqueName", "other").sid();
    make(talk + "/Participants", "Identity", "ada", "RoleSid", member);
    make(talk + "/Participants", "Identity", "bob");
    make(other + "/Participants", "Identity", "bob");
    ownMessage = make(talk + "/Messages", "Author", "ada", "Body", "mine").sid();
    otherMessage = make(talk + "/Messages", "Author", "bob", "Body", "his").sid();
    ada = server.as("ada", service);
  }

  /** All that roles of a type may give. */
  static Set<Permission> ofType(String type) {
    return RolePermissions.of(type);
  }

  /** A role of what of these its type may give; of none, it gives what the test does not ask. */
  private String role(String type, Set<Permission> permissions, String filler) {
    var form = new ArrayList<>(List.of("FriendlyName", type, "Type", type));
    var given = EnumSet.noneOf(Permission.class);
    given.addAll(permissions);
    given.retainAll(ofType(type));
    given.forEach(one -> form.addAll(List.of("Permission", one.wire())));
    if (given.isEmpty()) {
      form.addAll(List.of("Permission", filler));
    }
    return make("/Roles", form.toArray(String[]::new)).sid();
  }

  private Answer make(String path, String... form) {
    return server.post(at(path), form).is(201);
  }

  private String at(String path) {
    return "/v1/Services/" + service + path;
  }

  Answer get(String path) {
    return ada.get(at(path));
  }

  Answer post(String path, String... form) {
    return ada.post(at(path), form);
  }

  Answer delete(String path) {
    return ada.delete(at(path));
  }

  String talk() {
    return talk;
  }

  String other() {
    return other;
  }

  String ownMessage() {
    return talk + "/Messages/" + ownMessage;
  }

  String otherMessage() {
    return talk + "/Messages/" + otherMessage;
  }

  String fresh() {
    return "n" + NUMBER.incrementAndGet();
  }

  String number() {
    return "+1415557" + NUMBER.incrementAndGet();
  }

  String adminRole() {
    return role("conversation", ofType("conversation"), "");
  }

  String defaultCreatorRole() {
    return server.get(at("/Configuration")).text("default_conversation_creator_role_sid");
  }

  /** The SID of a file that ada has sent. */
  String medium() {
    return medium("ada");
  }

  /** The SID of a file that somebody has sent, or the account itself. */
  String medium(@Nullable String identity) {
    return (identity == null ? server.client() : server.as(identity, service))
        .with("Content-Type", "text/plain")
        .postRaw(at("/Media"), "a note")
        .is(201)
        .sid();
  }

  /** The path of a message that a telephone has said, which has gone since. */
  String saidByTelephone(String number) {
    var phone =
        make(
            talk + "/Participants",
            "MessagingBinding.Address",
            number,
            "MessagingBinding.ProxyAddress",
            "+14155550100");
    var message = make(talk + "/Messages", "Author", number, "Body", "by phone");
    assertThat(message.text("participant_sid")).isEqualTo(phone.sid());
    server.delete(at(talk + "/Participants/" + phone.sid())).is(204);
    return talk + "/Messages/" + message.sid();
  }

  /** A user of this name, who is in the talk. */
  TestClient userLike(String identity, Set<Permission> permissions) {
    var role = role("conversation", permissions, "editNotificationLevel");
    make(talk + "/Participants", "Identity", identity, "RoleSid", role);
    return server.as(identity, service);
  }

  String path(String of) {
    return at(of);
  }

  Answer getMedium(String identity, String sid) {
    return server.as(identity, service).get(at("/Media/" + sid));
  }

  /** All that is there, as the account sees it. */
  List<String> state() {
    return List.of(
            "/Conversations",
            "/Users",
            talk + "/Participants",
            other + "/Participants",
            talk + "/Messages",
            "/Users/ada/Conversations",
            "/Users/bob/Conversations")
        .stream()
        .map(path -> server.get(at(path)).body())
        .toList();
  }
}
