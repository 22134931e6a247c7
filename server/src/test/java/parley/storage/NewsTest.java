package parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.testkit.TestDatabase;

/** What a node tells itself. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(60)
class NewsTest {
  @AutoClose private final TestDatabase place;
  private final Database database;
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

  NewsTest(Dialect dialect) {
    place = TestDatabase.fresh(dialect);
    database = place.open();
    database.news().subscribe("note", new Heard(heard));
  }

  @Test
  void whatIsToldIsHeardAfterTheCommitAndBeforeTheAcknowledgement() {
    database.change(
        tx -> {
          database.news().announce(tx, "note", "a");
          database.news().announce(tx, "other", "b");
          heard.add("work");
          tx.aroundCommit(() -> heard.add("commit"), committed -> {});
        });
    assertThat(heard).containsExactly("work", "commit", "a");
  }

  @Test
  void ofAChangeThatFailedNothingIsHeard() {
    assertThatThrownBy(
            () ->
                database.change(
                    tx -> {
                      database.news().announce(tx, "note", "a");
                      throw new IllegalStateException("on purpose");
                    }))
        .isInstanceOf(IllegalStateException.class);
    database.change(tx -> database.news().announce(tx, "note", "b"));
    assertThat(heard).containsExactly("b");
  }

  @Test
  void aListenerThatFailsHarmsNeitherTheChangeNorAnotherListener() {
    database
        .news()
        .subscribe(
            "fragile",
            new News.Listener() {
              @Override
              public void hear(String key) {
                throw new IllegalStateException("on purpose");
              }

              @Override
              public void missed() {}
            });
    database.news().subscribe("fragile", new Heard(heard));
    database.change(tx -> database.news().announce(tx, "fragile", "a"));
    assertThat(heard).containsExactly("a");
  }

  @Test
  void afterItWasMutedNothingIsHeard() {
    database.news().mute();
    database.change(tx -> database.news().announce(tx, "note", "a"));
    assertThat(heard).isEmpty();
  }
}
