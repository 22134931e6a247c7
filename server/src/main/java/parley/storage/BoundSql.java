package parley.storage;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement as drivers take it.
 *
 * @param text with question marks for its parameters
 * @param values of the parameters, in order
 */
record BoundSql(String text, List<@Nullable Object> values) {
  /** What is null has a type all the same: PostgreSQL prepares a statement for its types. */
  enum Null {
    TEXT(Types.VARCHAR),
    NUMBER(Types.BIGINT),
    BYTES(Types.BINARY);

    private final int type;

    Null(int type) {
      this.type = type;
    }
  }

  /** Several as one, which PostgreSQL's driver sends in one go. */
  static BoundSql together(List<BoundSql> all) {
    var texts = new ArrayList<String>(all.size());
    var values = new ArrayList<@Nullable Object>();
    for (var one : all) {
      texts.add(one.text);
      values.addAll(one.values);
    }
    return new BoundSql(String.join(";\n", texts), values);
  }

  static BoundSql of(String named, List<String> names, List<Object> values) {
    var text = SqlText.of(named);
    var ordered = new @Nullable Object[text.count];
    for (var i = 0; i < names.size(); i++) {
      for (var place : text.places(names.get(i))) {
        ordered[place] = values.get(i);
      }
    }
    return new BoundSql(text.text, Arrays.asList(ordered));
  }

  void bind(PreparedStatement statement) throws SQLException {
    for (var i = 0; i < values.size(); i++) {
      switch (values.get(i)) {
        case Long number -> statement.setLong(i + 1, number);
        case String string -> statement.setString(i + 1, string);
        case Null none -> statement.setNull(i + 1, none.type);
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        case null, default ->
            throw new IllegalStateException("parameter " + (i + 1) + " is not set: " + text);
      }
    }
  }
}
