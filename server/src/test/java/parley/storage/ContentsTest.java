package parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.testkit.Tables;
import parley.testkit.TestDatabase;

class ContentsTest {
  @ParameterizedTest
  @EnumSource
  void theTablesThatTheMigrationsNameAreThoseThatThereAre(Dialect dialect) {
    try (var place = TestDatabase.fresh(dialect)) {
      place.open();
      assertThat(new TreeSet<>(Migrations.tables(dialect)))
          .isEqualTo(Tables.of(place).keySet())
          .containsAll(Contents.NOT_CONTENTS);
    }
  }
}
