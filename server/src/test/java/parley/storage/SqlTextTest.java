package parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlTextTest {
  @Test
  void aParameterThatIsNamedTwiceStandsInTwoPlaces() {
    var text = SqlText.of("UPDATE t SET a = :a, b = CASE WHEN a = :a THEN :other ELSE b END");
    assertThat(text.text).isEqualTo("UPDATE t SET a = ?, b = CASE WHEN a = ? THEN ? ELSE b END");
    assertThat(text.places("a")).containsExactly(0, 1);
    assertThat(text.places("other")).containsExactly(2);
  }

  @Test
  void quotedTextsAndCastsAreNoParameters() {
    var text = SqlText.of("SELECT 'it''s :no', x::text::bigint FROM t WHERE y = :yes");
    assertThat(text.text).isEqualTo("SELECT 'it''s :no', x::text::bigint FROM t WHERE y = ?");
    assertThat(text.count).isEqualTo(1);
  }

  @Test
  void aParameterThatIsNotThereOrNotSetIsAFaultOfOurs() {
    var named = "SELECT 1 AS one WHERE 1 = :one";
    assertThatThrownBy(() -> BoundSql.of(named, List.of("two"), List.of(1L)))
        .hasMessageContaining("no parameter two");
    assertThat(BoundSql.of(named, List.of(), List.of()).values()).containsOnlyNulls();
  }
}
