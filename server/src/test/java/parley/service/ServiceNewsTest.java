package parley.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.storage.Dialect;
import parley.testkit.TestServer;

/**
 * A service that one server changes is seen by another. Their clocks stand still, so without news
 * nothing is looked at again.
 */
@Timeout(120)
class ServiceNewsTest {
  private static final Duration LOOK = Duration.ofSeconds(1);

  @AutoClose private final TestServer here = TestServer.on(Dialect.POSTGRESQL).start();
  @AutoClose private final TestServer there = here.beside();
  private String first = "";
  private String second = "";

  @BeforeEach
  void bothServersKnowTheServices() {
    first = add("First");
    second = add("Second");
    makeDefault(here, first);
    there.get("/v1/Services/" + first).is(200);
    there.get("/v1/Services/" + second).is(200);
    defaultOf(there);
  }

  private String add(String name) {
    return here.post("/v1/Services", "FriendlyName", name).is(201).sid();
  }

  private static void makeDefault(TestServer server, String service) {
    server.post("/v1/Configuration", "DefaultChatServiceSid", service).is(200);
  }

  private static String defaultOf(TestServer server) {
    return server.post("/v1/Conversations").is(201).text("chat_service_sid");
  }

  private String nameThere() {
    return there.get("/v1/Services/" + second).is(200).text("friendly_name");
  }

  private void rename(String name) {
    here.post("/v1/Services/" + second, "FriendlyName", name).is(200);
  }

  @Test
  void aNewNameIsSeenOnTheOtherServer() {
    rename("Renamed");
    await().until(() -> nameThere().equals("Renamed"));
  }

  @Test
  void aDeletionIsSeenOnTheOtherServer() {
    here.delete("/v1/Services/" + second).is(204);
    await().until(() -> there.get("/v1/Services/" + second).status() == 404);
  }

  @Test
  void anotherDefaultServiceIsSeenOnTheOtherServer() {
    makeDefault(here, second);
    await().until(() -> defaultOf(there).equals(second));
  }

  @Test
  void withAllNewsLostTheLookOfEverySecondFindsIt() {
    there.database().news().mute();
    nameThere(); // once more: what news came until now may have made it forget
    defaultOf(there);
    there.get("/v1/Services/" + first).is(200);
    rename("Renamed");
    makeDefault(here, second);
    assertThat(nameThere()).isEqualTo("Second");
    assertThat(defaultOf(there)).isEqualTo(first);
    there.advance(LOOK);
    assertThat(nameThere()).isEqualTo("Renamed");
    assertThat(defaultOf(there)).isEqualTo(second);
    here.post("/v1/Services/" + first, "FriendlyName", "gone soon").is(200);
    here.delete("/v1/Services/" + first).is(204);
    there.get("/v1/Services/" + first).is(200);
    there.advance(LOOK);
    there.get("/v1/Services/" + first).is(404);
  }

  @Test
  void onOneServerOverAFileTheLookFindsItToo() {
    try (var alone = TestServer.onSqlite().start()) {
      var service = alone.post("/v1/Services", "FriendlyName", "Old").is(201).sid();
      var path = "/v1/Services/" + service;
      alone.get(path).is(200);
      alone.post(path, "FriendlyName", "New").is(200);
      assertThat(alone.get(path).text("friendly_name")).isEqualTo("New");
      alone.database().news().mute();
      alone.post(path, "FriendlyName", "Newer").is(200);
      assertThat(alone.get(path).text("friendly_name")).isEqualTo("New");
      alone.advance(LOOK);
      assertThat(alone.get(path).text("friendly_name")).isEqualTo("Newer");
    }
  }
}
