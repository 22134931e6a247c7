package parley.storage;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One statement with its named parameters. The text is the same for both databases; times go in as
 * milliseconds and flags as 0 or 1, as {@link Row} reads them. (Why this is not left to a library:
 * decision 17.)
 */
public final class Sql {
  private final Session session;
  private final List<String> names = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();
  private String named;

  Sql(Session session, String named) {
    this.session = session;
    this.named = named;
  }

  public Sql set(String name, @Nullable String value) {
    return put(name, value == null ? BoundSql.Null.TEXT : value);
  }

  public Sql set(String name, @Nullable Long value) {
    return put(name, value == null ? BoundSql.Null.NUMBER : value);
  }

  public Sql set(String name, long value) {
    return put(name, value);
  }

  public Sql set(String name, boolean flag) {
    return put(name, flag ? 1L : 0L);
  }

  public Sql set(String name, @Nullable Instant time) {
    return put(name, time == null ? BoundSql.Null.NUMBER : (Long) time.toEpochMilli());
  }

  public Sql set(String name, byte @Nullable [] bytes) {
    return put(name, bytes == null ? BoundSql.Null.BYTES : bytes);
  }

  /** A value as {@link Row#value} read it; what is null has a type all the same. */
  Sql set(String name, @Nullable Object value, BoundSql.Null type) {
    return put(name, value == null ? type : value);
  }

  private Sql put(String name, Object value) {
    names.add(name);
    values.add(value);
    return this;
  }

  /** Sets the texts or numbers of a list, for {@code IN (<name>)}. The list must not be empty. */
  public Sql setAll(String name, List<?> list) {
    var padded = padded(list);
    var parameters = new ArrayList<String>(padded.size());
    for (var i = 0; i < padded.size(); i++) {
      parameters.add(":" + name + "_" + i);
      put(name + "_" + i, padded.get(i));
    }
    named = named.replace("<" + name + ">", String.join(", ", parameters));
    return this;
  }

  /**
   * The values, the last one repeated up to a power of two: so a list of any length makes one of a
   * dozen statements, and each of them stays prepared.
   */
  private static List<Object> padded(List<?> values) {
    var size = Integer.highestOneBit(Math.max(1, values.size() * 2 - 1));
    var padded = new ArrayList<Object>(values);
    padded.addAll(Collections.nCopies(size - values.size(), values.getLast()));
    return padded;
  }

  public <T> List<T> list(Row.Reader<T> reader) {
    return use(
        statement -> {
          try (var answer = statement.executeQuery()) {
            var row = new Row(answer, columns(answer));
            var list = new ArrayList<T>();
            while (answer.next()) {
              list.add(reader.read(row));
            }
            return list;
          }
        });
  }

  public <T> Optional<T> first(Row.Reader<T> reader) {
    return use(
        statement -> {
          try (var answer = statement.executeQuery()) {
            return answer.next()
                ? Optional.of(reader.read(new Row(answer, columns(answer))))
                : Optional.empty();
          }
        });
  }

  private Map<String, Integer> columns(ResultSet answer) throws SQLException {
    var text = SqlText.of(named);
    var known = text.columns();
    if (known == null) {
      known = Row.columns(answer.getMetaData());
      text.columns(known);
    }
    return known;
  }

  /** Runs a change. How many rows it touched. */
  public int run() {
    return use(PreparedStatement::executeUpdate);
  }

  /**
   * Runs a change of which nothing needs to be known but that it succeeds. Where a statement is a
   * way to a server and back, it goes together with those behind it, with the commit at the latest,
   * and what is wrong with it is told then.
   */
  public void runSoon() {
    session.runSoon(bound());
  }

  private <T> T use(Session.Use<T> use) {
    return session.use(bound(), use);
  }

  private BoundSql bound() {
    return BoundSql.of(named, names, values);
  }
}
