package parley.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Database;
import parley.storage.Dialect;
import parley.testkit.Answer;
import parley.testkit.TestServer;

/** What supervisors and load balancers are told, which have no credentials. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(60)
class HealthTest {
  @RegisterExtension final TestServer server;

  HealthTest(Dialect dialect) {
    server = TestServer.on(dialect);
  }

  private Answer live() {
    return server.anonymous().get("/health/live");
  }

  private Answer ready() {
    return server.anonymous().get("/health/ready");
  }

  @Test
  void aServerLivesAndIsReady() {
    assertThat(live().is(200).body()).isEqualTo("{\"status\":\"live\"}");
    assertThat(ready().is(200).body()).isEqualTo("{\"status\":\"ready\"}");
  }

  @Test
  void noAnswerIsKeptOnItsWay() {
    assertThat(live().header("Cache-Control")).isEqualTo("no-store");
    assertThat(ready().header("Cache-Control")).isEqualTo("no-store");
    server.database().close();
    assertThat(ready().is(503).header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void aServerWhoseDatabaseIsGoneLivesAndIsNotReady() {
    server.database().close();
    assertThat(ready().is(503).text("status")).isEqualTo("the database does not answer");
    live().is(200);
  }

  @Test
  void aServerThatStopsIsNotReady() {
    server.wiring().health.stopping();
    assertThat(ready().is(503).text("status")).isEqualTo("stopping");
    live().is(200);
  }

  @Test
  void aServerWhoseDiskIsFullLivesAndIsNotReady() {
    var health = server.wiring().health;
    var there = List.of(server.files(), server.files().resolve("not/there/yet"));
    health.watch(new DiskRoom(there, Long.MAX_VALUE));
    assertThat(ready().is(503).text("status")).isEqualTo("the disk is full");
    live().is(200);
    health.watch(new DiskRoom(there, 1));
    ready().is(200);
  }

  @Test
  void aDatabaseThatHangsIsWaitedForOnceAndNotForLong() throws IOException {
    var hanging = new HangingDatabase(server.database());
    try (var other = server.serve(server.wire(hanging.database(), server.clock()))) {
      var probe = server.anonymous().at(other.address());
      for (var i = 0; i < 2; i++) {
        probe.get("/health/ready").is(503);
      }
      probe.get("/health/live").is(200);
      assertThat(hanging.reads).hasValue(1);
      hanging.goOn.countDown();
      probe.get("/health/ready").is(200);
    }
  }

  /** A database that answers no read until it is let go on. */
  private static final class HangingDatabase {
    final CountDownLatch goOn = new CountDownLatch(1);
    final AtomicInteger reads = new AtomicInteger();
    private final Database behind;

    HangingDatabase(Database behind) {
      this.behind = behind;
    }

    Database database() {
      return (Database)
          Proxy.newProxyInstance(
              Database.class.getClassLoader(),
              new Class<?>[] {Database.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("read")) {
                  reads.incrementAndGet();
                  goOn.await();
                }
                try {
                  return method.invoke(behind, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause() == null ? e : e.getCause();
                }
              });
    }
  }
}
