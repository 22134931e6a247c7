package parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.testkit.LiveClient;
import parley.testkit.Tables;
import parley.testkit.TestServer;

/** Who can be reached is told to REST and to clients, where a service shows it (behaviour 6). */
@ParameterizedClass
@EnumSource(Dialect.class)
class ReachabilityTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String REGISTRATIONS = "/v1/registrations";

  @RegisterExtension final TestServer server;

  ReachabilityTest(Dialect dialect) {
    server =
        TestServer.on(dialect)
            .withTestControls()
            .withRealtimeLimits(RealtimeLimits.but(draft -> draft.offlineAfter = Duration.ZERO));
  }

  private void show(boolean shown) {
    var service = server.get("/v1/Configuration").text("default_chat_service_sid");
    var path = "/v1/Services/" + service + "/Configuration";
    server.post(path, "ReachabilityEnabled", "" + shown).is(200);
  }

  /** A client whose user has asked for something. */
  private LiveClient arrive(String identity) {
    return arrive(server, identity);
  }

  static LiveClient arrive(TestServer at, String identity) {
    var client = at.live(identity);
    assertThat(client.link("users")).isNotEmpty();
    return client;
  }

  private @Nullable Boolean flag(String identity, String name) {
    return flag(server, identity, name);
  }

  static @Nullable Boolean flag(TestServer at, String identity, String name) {
    var value = at.get("/v1/Users/" + identity).at("/" + name);
    return value.isNull() ? null : (Boolean) value.asBoolean();
  }

  private void awaitOnline(String identity, boolean online) {
    awaitOnline(server, identity, online);
  }

  static void awaitOnline(TestServer at, String identity, boolean online) {
    await(identity + " is online: " + online)
        .atMost(PATIENCE)
        .until(() -> Boolean.valueOf(online).equals(flag(at, identity, "is_online")));
  }

  @Test
  void nothingIsToldAndNothingWrittenWhileTheServiceDoesNotShowIt() {
    try (var ann = arrive("ann")) {
      var options = ann.get("/Client/v2/Configuration");
      assertThat(options.at("/options/reachability_enabled").asBoolean(true)).isFalse();
      server.settle();
      assertThat(flag("ann", "is_online")).isNull();
      assertThat(flag("ann", "is_notifiable")).isNull();
      assertThat(Tables.of(server.place()).get("servers")).isEmpty();
      assertThat(Tables.of(server.place()).get("presences")).isEmpty();
    }
  }

  @Test
  void whoIsConnectedIsOnlineFromTheMomentTheServiceShowsIt() {
    server.post("/v1/Users", "Identity", "bob").is(201);
    try (var ann = arrive("ann")) {
      show(true);
      awaitOnline("ann", true);
      assertThat(flag("bob", "is_online")).as("never was").isNull();
      for (var row : server.get("/v1/Users").rows()) {
        assertThat(row.at("/is_online").isNull()).as("in a list").isTrue();
        assertThat(row.at("/is_notifiable").isNull()).as("in a list").isTrue();
      }
      show(false);
      assertThat(flag("ann", "is_online")).isNull();
      ann.leave();
    }
    show(true);
    awaitOnline("ann", false);
  }

  @Test
  void clientsHearWhoComesAndGoes() {
    show(true);
    try (var ann = arrive("ann");
        var bob = arrive("bob")) {
      var options = ann.get("/Client/v2/Configuration");
      assertThat(options.at("/options/reachability_enabled").asBoolean()).isTrue();
      awaitOnline("bob", true);
      var sid = server.get("/v1/Users/bob").sid();
      var map = ann.get("/v3/Maps/" + sid + ".info/Items?Key=reachability");
      assertThat(map.at("/items/0/data/online").asBoolean()).isTrue();
      assertThat(map.at("/items/0/data/notifiable").asBoolean(true)).isFalse();
      var root = ann.get("/v3/Maps/" + sid + ".info");
      ann.subscribe(Map.of("MI" + sid.substring(2), root.at("/last_event_id").asLong()));
      ann.await("subscription_established");
      bob.leave();
      ann.await(frame -> isReachable(frame, false));
      try (var again = arrive("bob")) {
        ann.await(frame -> isReachable(frame, true));
        again.leave();
      }
    }
  }

  private static boolean isReachable(LiveClient.Frame frame, boolean online) {
    var data = frame.at("/event/item_data/online");
    return frame.at("/event/item_key").asString().equals("reachability")
        && data.isBoolean()
        && data.asBoolean() == online;
  }

  @Test
  void whoHasSeveralClientsIsOnlineUntilTheLastOfThemIsGone() {
    show(true);
    try (var one = arrive("ann");
        var two = arrive("ann")) {
      awaitOnline("ann", true);
      var version = version("ann");
      one.leave();
      awaitGone(1);
      server.settle();
      assertThat(flag("ann", "is_online")).isTrue();
      assertThat(version("ann")).isEqualTo(version);
      two.leave();
      awaitOnline("ann", false);
    }
  }

  private void awaitGone(int left) {
    await().atMost(PATIENCE).until(() -> server.wiring().realtime.load().connections() == left);
  }

  private long version(String identity) {
    return server
        .database()
        .read(
            tx ->
                tx.query("SELECT version FROM users WHERE identity = :identity")
                    .set("identity", identity)
                    .first(row -> row.number("version"))
                    .orElseThrow());
  }

  @Test
  void whoIsBackInAMomentWasNeverAway() {
    var patient = RealtimeLimits.but(draft -> draft.offlineAfter = Duration.ofHours(1));
    try (var own = TestServer.on(server.database().dialect()).withRealtimeLimits(patient).start()) {
      var service = own.get("/v1/Configuration").text("default_chat_service_sid");
      own.post("/v1/Services/" + service + "/Configuration", "ReachabilityEnabled", "true").is(200);
      try (var ann = arrive(own, "ann")) {
        awaitOnline(own, "ann", true);
        ann.leave();
      }
      await().atMost(PATIENCE).until(() -> own.wiring().realtime.load().connections() == 0);
      try (var back = arrive(own, "ann")) {
        own.settle();
        assertThat(back.isOpen()).isTrue();
        assertThat(flag(own, "ann", "is_online")).isTrue();
      }
    }
  }

  @Test
  void whoHasADeviceIsNotifiableAndNotAnyMoreWithoutIt() {
    show(true);
    try (var ann = arrive("ann")) {
      assertThat(flag("ann", "is_notifiable")).as("never was").isNull();
      var one = register(ann, "fcm", "one");
      register(ann, "fcm", "two");
      assertThat(flag("ann", "is_notifiable")).isTrue();
      ann.delete(REGISTRATIONS + "/" + one);
      assertThat(flag("ann", "is_notifiable")).isTrue();
      var service = server.get("/v1/Configuration").text("default_chat_service_sid");
      var path = "/v1/Services/" + service + "/Bindings";
      server.delete(path + "/" + server.get(path).rows().getFirst().at("/sid").asString()).is(204);
      assertThat(flag("ann", "is_notifiable")).isFalse();
    }
  }

  @Test
  void withACredentialGoTheDevicesThatCouldBeReachedByIt() {
    show(true);
    var credential = server.post("/v1/Credentials", "Type", "fcm", "Secret", "a secret").sid();
    try (var ann = arrive("ann");
        var bob = arrive("bob")) {
      register(ann, "fcm", "one");
      register(bob, "fcm", "two");
      register(bob, "apn", "three");
      server.delete("/v1/Credentials/" + credential).is(204);
      assertThat(flag("ann", "is_notifiable")).isFalse();
      assertThat(flag("bob", "is_notifiable")).isTrue();
      server.delete("/v1/Credentials/" + credential).isProblem(404, 20404);
    }
  }

  private static String register(LiveClient client, String type, String device) {
    var body =
        "{\"channel_type\":\"%s\",\"data\":{\"registration_id\":\"%s\"}}".formatted(type, device);
    var answer = client.postJson(REGISTRATIONS, body);
    assertThat(answer.status("http_status")).as("" + answer).isEqualTo(201);
    return answer.at("/id").asString();
  }

  @Test
  void aUserWhoWasDeletedAndComesBackIsOnlineAgain() {
    show(true);
    try (var ann = arrive("ann")) {
      awaitOnline("ann", true);
      server.delete("/v1/Users/ann").is(204);
      assertThat(ann.link("users")).isNotEmpty(); // and is a user again
      awaitOnline("ann", true);
    }
  }

  @Test
  void aClockThatIsMovedTakesNobodyOffline() {
    show(true);
    try (var ann = arrive("ann")) {
      awaitOnline("ann", true);
      var version = version("ann");
      server.post("/parley/v1/Test/Clock", "Advance", "PT10M", "Frozen", "true").is(200);
      assertThat(flag("ann", "is_online")).isTrue();
      assertThat(version("ann")).isEqualTo(version);
      ann.leave();
      awaitOnline("ann", false);
    }
  }

  @Test
  void afterAResetWhoIsConnectedIsOnlineOnceHeIsAUserAgain() {
    show(true);
    try (var ann = arrive("ann")) {
      awaitOnline("ann", true);
      server.post("/parley/v1/Test/Reset").is(204);
      show(true);
      try (var again = arrive("ann")) {
        awaitOnline("ann", true);
        again.leave();
      }
      ann.leave();
    }
  }

  @Test
  void aSnapshotThatIsRestoredTellsNobodyWhoIsConnectedNow() {
    show(true);
    server.post("/v1/Users", "Identity", "bob").is(201);
    try (var ann = arrive("ann")) {
      awaitOnline("ann", true);
      server.post("/parley/v1/Test/Snapshots", "Name", "one").is(201);
      ann.leave();
      awaitOnline("ann", false);
    }
    try (var bob = arrive("bob")) {
      awaitOnline("bob", true);
      server.post("/parley/v1/Test/Snapshots/one/Restore").is(204);
      awaitOnline("ann", false);
      awaitOnline("bob", true);
      assertThat(bob.isOpen()).isTrue();
    }
  }
}
