package parley.webhook;

import java.time.Clock;
import java.util.List;
import parley.delivery.Outbox;
import parley.delivery.WebhookCall;
import parley.event.Event;
import parley.event.Outlet;
import parley.storage.Tx;

/**
 * Tells the outside what happens: puts the calls that an event is owed into the outbox, in the
 * transaction of the change. It is the last of the outlets, for its rows are held last.
 */
public final class Announcer implements Outlet {
  private final Subscribers subscribers;
  private final Outbox outbox;
  private final Clock clock;

  public Announcer(WebhookConfigurations configurations, Outbox outbox, Clock clock) {
    this.subscribers = new Subscribers(configurations);
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public void hear(Tx tx, Event event) {
    for (var announcement : Announcements.of(event, clock.instant())) {
      var calls =
          announcement.isTold() ? subscribers.callsFor(tx, announcement) : List.<WebhookCall>of();
      if (!calls.isEmpty()) {
        outbox.append(tx, calls);
      }
    }
  }
}
