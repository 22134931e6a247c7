package parley.app;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import parley.http.Filter;
import parley.http.Routes;
import parley.operations.RateFilter;
import parley.testing.Deeds;
import parley.testing.Fixtures;
import parley.testing.Stage;
import parley.testing.TestControls;
import parley.value.MovableClock;

/**
 * What is there for other people's tests: fixtures always, and the clock, resets, faults and the
 * like where a server is given a clock that can be moved. In production it is not.
 */
final class Rehearsal {
  final Fixtures fixtures;
  private final @Nullable TestControls controls;
  private final @Nullable Stage stage;

  Rehearsal(Ground on, Exchange exchange, Chores chores) {
    var time =
        Clock.tick(on.clock, Duration.ofMillis(1)); // of which nobody thinks that he may move it
    fixtures =
        new Fixtures(
            on.database,
            view -> deeds(new Wiring(on.upon(view, time))),
            on.account.sid(),
            on.limits,
            on.clock);
    if (on.clock instanceof MovableClock movable) {
      controls =
          new TestControls(
              on.database,
              movable,
              on.sids,
              on.account.sid(),
              on.due,
              on.agenda,
              exchange.relay,
              chores.mediaSweep,
              on.files);
      stage = new Stage(fixtures, on.account.authToken(), on.sids, on.clock);
    } else {
      controls = null;
      stage = null;
    }
  }

  private static Deeds deeds(Wiring of) {
    return new Deeds(
        of.ground.database,
        of.subjects.services,
        of.subjects.roles,
        of.subjects.users,
        of.subjects.conversations,
        of.subjects.participants,
        of.subjects.messages,
        of.exchange.webhooks,
        of.exchange.webhookConfigurations);
  }

  /** Whether there is a clock that can be moved, and all that goes with it. */
  boolean isOn() {
    return controls != null;
  }

  /**
   * Stands before all that is called and all that is called out to, where it is on.
   *
   * @param filters those of a call, in order
   * @param rates whose counts a reset forgets
   */
  void stepBefore(List<Filter> filters, Ground on, RateFilter rates) {
    if (controls == null || stage == null) {
      return;
    }
    filters.addFirst(controls.turnstile());
    filters.addFirst(stage.filter(controls::sameWorld)); // who waits there is not inside
    on.outbound.lead(stage.detour());
    controls.onReset(stage);
    controls.onReset(rates);
  }

  void routes(Routes routes) {
    if (controls != null && stage != null) {
      controls.routes(routes);
      stage.routes(routes);
    }
  }

  /** Makes everything as after the first start; only where it is on. */
  void resetAll() {
    Objects.requireNonNull(controls).resetAll();
  }
}
