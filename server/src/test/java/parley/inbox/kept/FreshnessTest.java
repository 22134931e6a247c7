package parley.inbox.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import parley.inbox.RowChange;

/** What is known of a list without asking the database. */
class FreshnessTest {
  private static final String USER = "US1";

  private final Freshness freshness = new Freshness();

  @Test
  void whatWasReadIsFreshUntilAChangeBegins() {
    var stamp = freshness.stamp(USER);
    assertThat(freshness.isFresh(USER, stamp)).isTrue();
    freshness.begin(USER);
    assertThat(freshness.isFresh(USER, stamp)).isFalse();
  }

  @Test
  void whatIsReadDuringAChangeIsNeverFresh() {
    freshness.begin(USER);
    var stamp = freshness.stamp(USER);
    freshness.end(change(1));
    assertThat(stamp).isEqualTo(Freshness.NEVER);
    assertThat(freshness.isFresh(USER, stamp)).isFalse();
    assertThat(freshness.since(USER, stamp)).isNull();
  }

  @Test
  void theChangesSinceAReadAreToldInTheirOrder() {
    var stamp = freshness.stamp(USER);
    make(change(1));
    make(change(2));
    var since = Objects.requireNonNull(freshness.since(USER, stamp));
    assertThat(since.changes()).containsExactly(change(1), change(2));
    assertThat(freshness.isFresh(USER, since.stamp())).isTrue();
    make(change(3));
    assertThat(freshness.since(USER, since.stamp()))
        .isEqualTo(new Freshness.Since(since.stamp() + 1, List.of(change(3))));
  }

  @Test
  void nothingIsToldWhileAChangeIsUnderWay() {
    var stamp = freshness.stamp(USER);
    make(change(1));
    freshness.begin(USER);
    assertThat(freshness.since(USER, stamp)).isNull();
  }

  @Test
  void aChangeOfWhichNothingIsKnownHidesThoseBesideIt() {
    var stamp = freshness.stamp(USER);
    make(change(1));
    make(RowChange.unknown(USER));
    make(change(2));
    assertThat(freshness.since(USER, stamp)).isNull();
  }

  @Test
  void whatNobodyComesBackForIsForgotten() {
    var stamp = freshness.stamp(USER);
    for (var i = 0; i < 100; i++) {
      make(change(i));
    }
    assertThat(freshness.since(USER, stamp)).isNull();
    var later = freshness.stamp(USER);
    make(change(1));
    assertThat(freshness.since(USER, later)).isNotNull();
  }

  @Test
  void changesOfAnotherUserOfTheSameCounterAreLeftOut() {
    // The two texts have one hash, as Java defines it.
    var other = "Aa";
    var user = "BB";
    var stamp = freshness.stamp(user);
    make(new RowChange(other, "CH1", null));
    assertThat(freshness.isFresh(user, stamp)).isFalse();
    assertThat(freshness.since(user, stamp)).isEqualTo(new Freshness.Since(stamp + 1, List.of()));
  }

  private void make(RowChange change) {
    freshness.begin(change.userSid());
    freshness.end(change);
  }

  private static RowChange change(int i) {
    return RowChange.gone(USER, "CH" + i);
  }
}
