package parley.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.access.Cause;
import parley.event.Events;
import parley.storage.Tx;
import parley.testkit.TestServer;
import parley.value.Sids;

class ServiceRemovalTest {
  @AutoClose private final TestServer server = TestServer.onSqlite().start();

  @Test
  void aRemovalWaitsForNothingThatTheServiceHolds() {
    var gone = new ArrayList<String>();
    var woken = new AtomicInteger();
    var clock = server.clock();
    var services = new Services(server.database(), new Events(), new Sids(clock), clock);
    services.connect(List.of((service, cause) -> gone.add(service)), woken::incrementAndGet);
    var cause = Cause.byAccount(server.get("/v1/Configuration").text("account_sid"), false);
    var service = services.add("Large", cause).sid();

    assertThat(services.remove(service, cause)).isTrue();
    assertThat(gone).isEmpty();
    assertThat(woken).hasValue(1);

    services.finishRemovals();
    assertThat(gone).containsExactly(service);
    assertThat(services.remove(service, cause)).isFalse();
    assertThat(woken).hasValue(1);
  }

  @Test
  void aServiceThatCannotBeEmptiedKeepsNoOther() {
    var gone = new ArrayList<String>();
    var clock = server.clock();
    var services = new Services(server.database(), new Events(), new Sids(clock), clock);
    var cause = Cause.byAccount(server.get("/v1/Configuration").text("account_sid"), false);
    var stuck = services.add("Stuck", cause).sid();
    var other = services.add("Other", cause).sid();
    services.connect(
        List.of(
            (service, why) -> {
              if (service.equals(stuck)) {
                throw new IllegalStateException("stuck, on purpose");
              }
              gone.add(service);
            }),
        () -> {});
    services.remove(stuck, cause);
    services.remove(other, cause);

    assertThatThrownBy(services::finishRemovals).hasMessage("stuck, on purpose");
    assertThat(gone).containsExactly(other);
  }

  @Test
  void whatARemovedServiceHeldGoesBehindTheAnswer() {
    var service = "/v1/Services/" + server.post("/v1/Services", "FriendlyName", "S").sid();
    for (var name : List.of("a", "b", "c")) {
      server.post(service + "/Conversations", "UniqueName", name).is(201);
      server.post(service + "/Users", "Identity", name).is(201);
    }

    server.delete(service).is(204);
    server.get(service + "/Conversations/a").isProblem(404, 20404);
    server.settle();

    for (var table : List.of("conversations", "users", "roles")) {
      assertThat(rows(table, service.substring("/v1/Services/".length()))).isZero();
    }
  }

  @Test
  void aServicesWebhooksAreConfiguredUntilTheLastOfItHasGone() {
    var service = "/v1/Services/" + server.post("/v1/Services", "FriendlyName", "S").sid();
    server.post(service + "/Configuration/Webhooks", "PostWebhookUrl", "http://a.example").is(200);
    server.post(service + "/Conversations", "UniqueName", "a").is(201);
    server.post(service + "/Users", "Identity", "a").is(201);
    server.database().change(ServiceRemovalTest::watch);

    server.delete(service).is(204);
    server.settle();
    assertThat(seen()).containsExactly("conversations 1", "users 1", "services 0");
  }

  /** Notes with each row that goes how many configurations there are then. */
  private static void watch(Tx tx) {
    tx.update("CREATE TABLE seen (line TEXT)").run();
    for (var table : List.of("conversations", "users", "services")) {
      tx.update(
              """
              CREATE TRIGGER %1$s_go AFTER DELETE ON %1$s BEGIN
                INSERT INTO seen SELECT '%1$s ' || count(*) FROM webhook_configurations;
              END\
              """
                  .formatted(table))
          .run();
    }
  }

  private List<String> seen() {
    return server
        .database()
        .read(tx -> tx.query("SELECT line FROM seen ORDER BY rowid").list(row -> row.text("line")));
  }

  private long rows(String table, String service) {
    return server
        .database()
        .read(
            tx ->
                tx.query("SELECT count(*) AS n FROM " + table + " WHERE service_sid = :service")
                    .set("service", service)
                    .first(row -> row.number("n"))
                    .orElseThrow());
  }
}
