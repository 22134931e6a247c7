package parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.storage.Database;
import parley.storage.Dialect;
import parley.testkit.TestDatabase;
import parley.testkit.TestServer;

/** Among many deliveries that are done a page of a list is found without reading them. */
@ParameterizedClass
@EnumSource(Dialect.class)
class DeliveryPlanTest {
  private static final int DONE = 20_000;
  private static final String CONVERSATION = "CH" + "7".repeat(32);

  private final Dialect dialect;
  private TestDatabase place;
  private Database database;

  DeliveryPlanTest(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void fill() {
    place = TestDatabase.fresh(dialect);
    database = place.open();
    insert(DONE, "DELIVERED");
    insert(30, "FAILED");
    insert(30, "PENDING");
    database.change(tx -> tx.update("ANALYZE deliveries").run());
  }

  @AfterEach
  void close() {
    place.close();
  }

  @Test
  void theNewestAreFoundByTheirSids() {
    assertThat(plan(filter(null, null))).doesNotContain("Sort", "Seq Scan", "TEMP B-TREE");
  }

  @Test
  void whatFailedAndWhatIsPendingAreFoundByTheIndexesOfThem() {
    assertThat(plan(filter(DeliveryStatus.FAILED, null)))
        .contains("deliveries_failed")
        .doesNotContain("Seq Scan", "TEMP B-TREE");
    assertThat(plan(filter(DeliveryStatus.PENDING, null)))
        .contains("deliveries_open")
        .doesNotContain("Seq Scan");
  }

  @Test
  void thoseOfAConversationAreFoundByIt() {
    assertThat(plan(filter(null, CONVERSATION)))
        .contains("deliveries_by_conversation")
        .doesNotContain("Seq Scan", "TEMP B-TREE");
  }

  @Test
  void whatIsToBeToldAgainIsFoundTheSameWay() {
    for (var filter :
        List.of(filter(DeliveryStatus.FAILED, null), filter(DeliveryStatus.PENDING, null))) {
      var text =
          DeliveryLists.portionOf(filter)
              .replace(":behind", "''")
              .replace(":last", "'E'")
              .replace(":most", "200");
      assertThat(explain(filter, text)).contains("deliveries_").doesNotContain("Seq Scan");
    }
  }

  @Test
  void theyAreCountedByTheSameIndexes() {
    var none = filter(null, null);
    assertThat(explain(none, DeliveryLists.PENDING_COUNT + " AND account_sid = :account"))
        .contains("deliveries_open")
        .doesNotContain("Seq Scan");
    assertThat(explain(none, DeliveryLists.FAILED_COUNT + " AND account_sid = :account"))
        .contains("deliveries_failed")
        .doesNotContain("Seq Scan");
  }

  private static DeliveryFilter filter(
      @Nullable DeliveryStatus status, @Nullable String conversation) {
    return new DeliveryFilter(status, conversation, null, null);
  }

  /** Of a page in the middle. */
  private String plan(DeliveryFilter filter) {
    var page = " AND (sid) < ('DL00000000000110000') ORDER BY sid DESC LIMIT 51";
    return explain(filter, DeliveryLists.listOf(filter) + page);
  }

  private String explain(DeliveryFilter filter, String text) {
    var explain = dialect == Dialect.SQLITE ? "EXPLAIN QUERY PLAN " : "EXPLAIN ";
    var column = dialect == Dialect.SQLITE ? "detail" : "QUERY PLAN";
    List<String> lines =
        database.write(
            tx ->
                filter
                    .set(tx.query(explain + text).set("account", TestServer.ACCOUNT))
                    .list(row -> row.text(column)));
    return String.join("\n", lines);
  }

  private void insert(int count, String status) {
    database.change(
        tx ->
            tx.update(
                    """
                    INSERT INTO deliveries (sid, account_sid, lane, position, status, event_type,
                      level, conversation_sid, method, url, parameters, attempts, pending_since,
                      created_at, updated_at)
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                    SELECT 'DL00000000000' || (100000 + i) || '%s', '%s', 'lane' || i, 1, '%s',
                      'onMessageAdded', 'ACCOUNT', 'CH' || (i %% 1000), 'POST',
                      'https://example.com/', '{}', 1, 0, 0, 0 FROM n\
                    """
                        .formatted(count, status, TestServer.ACCOUNT, status))
                .run());
  }
}
