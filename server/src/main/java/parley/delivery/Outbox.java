package parley.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
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
  private final Runnable hungry;

  /**
   * @param room how many more lanes of a target can be leased now
   * @param sender takes a lane once its change is committed; it does not block
   * @param hungry called when lanes should be claimed; it does not block
   */
  Outbox(
      Database database,
      Sids sids,
      Clock clock,
      ToIntFunction<String> room,
      Consumer<LeasedLane> sender,
      Runnable hungry) {
    this.lanes = new LaneStore(database.dialect());
    this.sids = sids;
    this.clock = clock;
    this.room = room;
    this.sender = sender;
    this.hungry = hungry;
  }

  /**
   * Adds calls, each at the end of its lane. The rows of lanes are held last of all, those of one
   * change in the order of their targets (INVARIANTS.md, order of locks).
   */
  public void append(Tx tx, List<WebhookCall> calls) {
    var now = clock.instant();
    var born = new ArrayList<LeasedLane>();
    calls.stream()
        .map(call -> delivery(call, now))
        .sorted(Comparator.comparing(Delivery::lane))
        .forEach(delivery -> append(tx, delivery, now, born));
    tx.aroundCommit(
        () -> {},
        committed -> {
          if (committed) {
            born.forEach(sender);
          } else {
            hungry.run(); // whether they are there is not known; somebody has to look
          }
        });
  }

  private void append(Tx tx, Delivery delivery, Instant now, List<LeasedLane> born) {
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
    var placed = delivery.with(it -> it.position(position));
    deliveries.insert(tx, placed);
    if (position == 1 && leased) {
      born.add(lane.with(List.of(placed), lane.lease()));
    }
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
