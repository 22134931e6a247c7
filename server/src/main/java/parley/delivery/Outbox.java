package parley.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import parley.storage.Database;
import parley.storage.Tx;
import parley.value.Sids;

/**
 * Takes calls that are to be made, in the transaction of the change that they tell of. A lane that
 * is made by it is leased from its first moment, and goes to the sender right after the commit; so
 * a target that keeps up costs no look into the tables.
 */
public final class Outbox {
  private final LaneStore lanes;
  private final DeliveryStore deliveries = new DeliveryStore();
  private final Sids sids;
  private final Clock clock;
  private final ToIntFunction<String> room;
  private final Consumer<LeasedLane> sender;
  private final Runnable wakeClaims;

  /**
   * @param room how many more lanes of a target can be leased now
   * @param sender takes a lane once its change is committed; it does not block
   * @param wakeClaims called when lanes should be claimed; it does not block
   */
  Outbox(
      Database database,
      Sids sids,
      Clock clock,
      ToIntFunction<String> room,
      Consumer<LeasedLane> sender,
      Runnable wakeClaims) {
    this.lanes = new LaneStore(database.dialect());
    this.sids = sids;
    this.clock = clock;
    this.room = room;
    this.sender = sender;
    this.wakeClaims = wakeClaims;
  }

  /**
   * Adds calls, each at the end of its lane. The rows of lanes are held last of all, those of one
   * call in the order of their names (INVARIANTS.md, order of locks).
   */
  public void append(Tx tx, List<WebhookCall> calls) {
    var now = clock.instant();
    var born = new ArrayList<LeasedLane>();
    calls.stream()
        .map(call -> delivery(call, now))
        .sorted(Comparator.comparing(Delivery::lane))
        .forEach(delivery -> place(tx, delivery, now, born, placed -> insert(tx, placed)));
    sendAfterCommit(tx, born);
  }

  private Optional<Delivery> insert(Tx tx, Delivery delivery) {
    deliveries.insert(tx, delivery);
    return Optional.of(delivery);
  }

  /**
   * Gives deliveries that are done a new place, each at the end of its lane.
   *
   * @return how many; not those that are open meanwhile, or gone
   */
  int again(Tx tx, List<Delivery> done) {
    var now = clock.instant();
    var born = new ArrayList<LeasedLane>();
    var count =
        done.stream()
            .sorted(Comparator.comparing(Delivery::lane)) // and each lane's in the order they came
            .filter(old -> place(tx, old, now, born, it -> deliveries.renew(tx, it, now)))
            .count();
    sendAfterCommit(tx, born);
    return (int) count;
  }

  /** Makes the heads of lanes due by now. A target that is out of order is spared all the same. */
  void hasten(Tx tx, List<String> names) {
    var now = clock.instant();
    names.stream().distinct().sorted().forEach(lane -> lanes.hasten(tx, lane, now));
    tx.aroundCommit(() -> {}, committed -> wakeClaims.run());
  }

  /**
   * Calls a delivery off, unless it is done. What is under way may still arrive.
   *
   * @return whether it was pending
   */
  boolean cancel(Tx tx, Delivery delivery) {
    var lane = delivery.lane();
    lanes.hold(tx, List.of(lane), true);
    var place = deliveries.cancel(tx, delivery.sid(), clock.instant());
    if (place.isEmpty()) {
      return false;
    }
    var head = deliveries.open(tx, lane, 0, 1);
    if (head.isEmpty() || head.getFirst().position() > place.get()) {
      hasten(tx, List.of(lane)); // what comes next has never failed; an empty lane goes away
    }
    return true;
  }

  /** Makes room in a lane, and has the delivery put there; whether it was. */
  private boolean place(
      Tx tx,
      Delivery delivery,
      Instant now,
      List<LeasedLane> born,
      Function<Delivery, Optional<Delivery>> put) {
    var target = LaneName.targetOf(delivery.lane());
    var lane =
        new LeasedLane(
            delivery.lane(),
            target,
            LeasedLane.freshLease(),
            List.of(delivery),
            System.nanoTime(),
            false);
    var leased = room.applyAsInt(target) > 0;
    var position = lanes.extend(tx, lane, now, leased, LeasedLane.TIME);
    var placed = put.apply(delivery.with(it -> it.position(position)));
    if (position == 1 && placed.isEmpty()) {
      lanes.delete(tx, List.of(lane.lane()));
    } else if (position == 1 && leased) {
      born.add(lane.startingWith(placed.get()));
    }
    return placed.isPresent();
  }

  private void sendAfterCommit(Tx tx, List<LeasedLane> born) {
    tx.aroundCommit(
        () -> {},
        committed -> {
          if (committed) {
            born.forEach(sender);
          } else {
            wakeClaims.run(); // whether they are there is not known; somebody has to look
          }
        });
  }

  private Delivery delivery(WebhookCall call, Instant now) {
    var url = TargetUrl.of(call.url());
    return DeliveryBuilder.builder()
        .sid(sids.fresh("DL"))
        .accountSid(call.accountSid())
        .lane(LaneName.of(url.key(), call.subject()))
        .position(0)
        .status(DeliveryStatus.PENDING)
        .eventType(call.eventType())
        .level(call.level())
        .webhookSid(call.webhookSid())
        .conversationSid(call.conversationSid())
        .method(call.method())
        .url(url.shown())
        .credentials(url.credentials())
        .parameters(call.parameters())
        .attempts(0)
        .pendingSince(now)
        .lastStatus(null)
        .lastError(null)
        .durationMs(null)
        .createdAt(now)
        .updatedAt(now)
        .build();
  }
}
