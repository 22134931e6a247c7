package parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Dialect;
import parley.storage.Tx;
import parley.testkit.TestServer;

/** A lane is of one server at a time: of whose lease stands in its row. */
class LeaseTest {
  private static final String LANE = "0123456789abcdef/CH" + "0".repeat(32);
  private static final String TARGET = "0123456789abcdef";

  @ParameterizedTest
  @EnumSource
  void aLaneIsNotClaimedWhileItsLeaseLastsAndIsOnceItHasEnded(Dialect dialect) {
    try (var server = TestServer.on(dialect).start()) {
      var lanes = new LaneStore(dialect);
      var now = server.clock().instant();
      server.database().change(tx -> lanes.extend(tx, lane(1), now, true, Duration.ofHours(1)));
      assertThat(claimable(server, lanes, now.plus(Duration.ofDays(30)))).isEmpty();
      assertThat(dueTargets(server, lanes, now.plus(Duration.ofDays(30)))).isEmpty();

      server.database().change(tx -> lanes.lease(tx, List.of(LANE), 2, Duration.ofHours(-1)));
      assertThat(dueTargets(server, lanes, now)).containsExactly(TARGET);
      assertThat(claimable(server, lanes, now)).containsExactly(LANE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLaneInBackoffIsNotClaimedBeforeItsHeadIsDue(Dialect dialect) {
    try (var server = TestServer.on(dialect).start()) {
      var lanes = new LaneStore(dialect);
      var now = server.clock().instant();
      var due = now.plusSeconds(8);
      server.database().change(tx -> lanes.extend(tx, lane(1), now, true, Duration.ofHours(1)));
      server.database().change(tx -> lanes.release(tx, LANE, due, 3));
      assertThat(claimable(server, lanes, due.minusMillis(1))).isEmpty();
      assertThat(claimable(server, lanes, due)).containsExactly(LANE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoLostALaneRecordsNothingButWhatWasTaken(Dialect dialect) {
    try (var server = TestServer.on(dialect).start()) {
      var lanes = new LaneStore(dialect);
      var now = server.clock().instant();
      var head = Deliverable.at(now, Map.of()).with(it -> it.lane(LANE));
      server
          .database()
          .change(
              tx -> {
                lanes.extend(tx, lane(1), now, true, Duration.ofHours(1));
                new DeliveryStore().insert(tx, head);
                lanes.lease(tx, List.of(LANE), 2, Duration.ofHours(1));
              });
      var old = new LeasedLane(LANE, TARGET, 1, List.of(head), System.nanoTime(), false);
      assertThat(record(server, old, attempt(500L))).isEmpty();
      assertThat(found(server, head).attempts()).isZero();
      assertThat(record(server, old, attempt(200L))).isEmpty();
      assertThat(found(server, head).status()).isEqualTo(DeliveryStatus.DELIVERED);
      assertThat(
              server
                  .database()
                  .<Map<String, LaneStore.LaneRow>>write(tx -> lanes.hold(tx, List.of(LANE), true)))
          .hasEntrySatisfying(LANE, held -> assertThat(held.lease()).isEqualTo(2));
    }
  }

  private static Optional<LeasedLane> record(
      TestServer server, LeasedLane lane, DeliveryAttempt attempt) {
    var dialect = server.database().dialect();
    var record = new LaneWriter(dialect, DeliveryRules.DEFAULT);
    return server
        .database()
        .write(
            tx ->
                record.write(
                    tx,
                    new LaneResult(lane, List.of(attempt)),
                    record.hold(tx, List.of(LANE), true).get(LANE),
                    server.clock().instant()));
  }

  private static Delivery found(TestServer server, Delivery delivery) {
    return server
        .database()
        .read(tx -> new DeliveryStore().find(tx, TestServer.ACCOUNT, delivery.sid()))
        .orElseThrow();
  }

  private static DeliveryAttempt attempt(long status) {
    return new DeliveryAttempt(Instant.EPOCH, status, 5, null, "", null, false);
  }

  private static List<String> claimable(TestServer server, LaneStore lanes, Instant now) {
    return server.database().write((Tx tx) -> lanes.claimable(tx, TARGET, now, 10));
  }

  private static List<String> dueTargets(TestServer server, LaneStore lanes, Instant now) {
    return server.database().read(tx -> lanes.dueTargets(tx, now));
  }

  private static LeasedLane lane(long lease) {
    return new LeasedLane(LANE, TARGET, lease, List.of(), System.nanoTime(), false);
  }
}
