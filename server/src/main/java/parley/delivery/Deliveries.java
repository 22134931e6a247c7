package parley.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parley.problem.Code;
import parley.storage.Database;
import parley.storage.Tx;
import parley.value.Page;
import parley.value.PageAsked;

/** What can be done with what was told, or is still to be. */
public final class Deliveries {
  /** So many at once: a change that waits for one of their lanes shall not wait long. */
  private static final int PORTION = 200;

  private final DeliveryLists lists = new DeliveryLists();
  private final Database database;
  private final Outbox outbox;

  public Deliveries(Database database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  /**
   * How many there are. Reads all that are pending or failed: not to be asked all the time.
   *
   * @param now by the clock that dates them
   */
  public DeliveryCounts counts(Instant now) {
    return database.read(tx -> lists.counts(tx, now));
  }

  /** The newest first. */
  Page<ShownDelivery> list(String account, DeliveryFilter filter, PageAsked asked) {
    return database.read(tx -> lists.list(tx, account, filter, asked));
  }

  Optional<ShownDelivery> find(String account, String sid) {
    return database.read(tx -> lists.find(tx, account, sid));
  }

  /** Its tries, the first one first. One that went well at once and was told nothing has no row. */
  List<DeliveryAttempt> attempts(Delivery delivery) {
    var attempts = new ArrayList<>(database.read(tx -> lists.attempts(tx, delivery)));
    var duration = delivery.durationMs();
    if (attempts.isEmpty() && delivery.attempts() > 0 && duration != null) {
      attempts.add(
          new DeliveryAttempt(
              delivery.updatedAt().minusMillis(duration),
              delivery.lastStatus(),
              duration,
              delivery.lastError(),
              "",
              null,
              false));
    }
    return attempts;
  }

  /**
   * Has a delivery sent again, with the same idempotency token, after what its lane has open. One
   * that is pending keeps its place, and its lane's head is tried at once. Empty when it is not
   * there.
   */
  Optional<ShownDelivery> replay(String account, String sid) {
    return database.write(
        tx -> {
          var found = lists.find(tx, account, sid);
          found.ifPresent(shown -> replay(tx, List.of(shown.delivery())));
          return lists.find(tx, account, sid);
        });
  }

  /**
   * The same for all that are meant and there now, in the order in which they were made; without a
   * status, for those that are not pending.
   *
   * @return how many
   */
  long replayAll(String account, DeliveryFilter filter) {
    var last = database.read(lists::newest).orElse("");
    var count = 0L;
    var behind = "";
    while (true) {
      var from = behind;
      var portion = database.read(tx -> lists.portion(tx, account, filter, from, last, PORTION));
      count += portion.isEmpty() ? 0 : database.<Integer>write(tx -> replay(tx, portion));
      if (portion.size() < PORTION) {
        return count;
      }
      behind = portion.getLast().sid();
    }
  }

  private int replay(Tx tx, List<Delivery> deliveries) {
    var pending = deliveries.stream().filter(it -> it.status() == DeliveryStatus.PENDING).toList();
    var done = deliveries.stream().filter(it -> it.status() != DeliveryStatus.PENDING).toList();
    if (!pending.isEmpty()) {
      outbox.hasten(tx, pending.stream().map(Delivery::lane).toList());
    }
    return pending.size() + (done.isEmpty() ? 0 : outbox.again(tx, done));
  }

  /**
   * Calls a delivery off. The next of its lane goes on, at once if this one stood in its way; if it
   * is under way just now, it may still arrive. Empty when it is not there.
   *
   * @throws parley.problem.Problem 20409 when it is not pending
   */
  Optional<ShownDelivery> cancel(String account, String sid) {
    return database.write(
        tx -> {
          var found = lists.find(tx, account, sid);
          if (found.isPresent() && !outbox.cancel(tx, found.get().delivery())) {
            throw Code.CONFLICT.because("only a pending delivery can be canceled");
          }
          return lists.find(tx, account, sid);
        });
  }
}
