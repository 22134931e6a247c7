package parley.app;

import java.time.Duration;
import java.util.List;
import parley.conversation.TimerKeeper;
import parley.conversation.TombstoneSweep;
import parley.delivery.DeliverySweep;
import parley.inbound.InboundSweep;
import parley.inbox.ListChangeSweep;
import parley.media.MediaSweep;
import parley.realtime.Realtime;

/** What runs by itself, and how often: on each server, and once over all of them. */
public final class Chores {
  public final MediaSweep mediaSweep;

  /** What hears of conversations whose time of a state comes forward. */
  final TimerKeeper timers;

  private final Ground on;

  Chores(Ground on, Subjects subjects) {
    this.on = on;
    var media = subjects.media;
    mediaSweep = new MediaSweep(on.database, on.files, media::isArriving, on.clock);
    timers = new TimerKeeper(on.agenda, subjects.conversations);
  }

  /** Plans them all; none runs before what is due is begun with. */
  void plan(Subjects subjects, Exchange exchange, Realtime realtime, Observers observers) {
    planOnEach(exchange, realtime, observers);
    planOverAll();
    var services = subjects.services;
    on.due.every(Duration.ofSeconds(1), "look at services again", services::lookAgain);
    var removals =
        on.due.every(Duration.ofSeconds(5), "services that go", services::finishRemovals);
    services.connect(
        List.of(subjects.conversations, subjects.users, exchange.webhookConfigurations),
        removals::wake);
  }

  private void planOnEach(Exchange exchange, Realtime realtime, Observers observers) {
    var due = on.due;
    var webhooks = exchange.webhookConfigurations;
    due.every(Duration.ofSeconds(1), "look at webhooks again", webhooks::lookAgain);
    due.every(Duration.ofSeconds(1), "look at connected clients", realtime::look);
    due.every(Duration.ofSeconds(5), "look for servers that are gone", realtime::endDead);
    if (!on.database.dialect().ownsEveryWrite()) {
      due.every(Duration.ofMinutes(1), "look at live objects again", realtime::lookAgain);
    }
    observers.plan(due);
    due.every(Duration.ofHours(6), "media orphans", mediaSweep::runOrphans);
  }

  private void planOverAll() {
    var agenda = on.agenda;
    var database = on.database;
    var clock = on.clock;
    agenda.on(TimerKeeper.KIND, timers);
    agenda.every(Duration.ofMinutes(1), "media-sweep", mediaSweep);
    agenda.every(
        Duration.ofMinutes(10),
        "delivery-sweep",
        new DeliverySweep(database, on.rules.deliveries(), clock));
    agenda.every(Duration.ofHours(1), "tombstone-sweep", new TombstoneSweep(database, clock));
    agenda.every(Duration.ofHours(1), "list-change-sweep", new ListChangeSweep(database, clock));
    agenda.every(Duration.ofHours(1), "inbound-sweep", new InboundSweep(database, clock));
  }
}
