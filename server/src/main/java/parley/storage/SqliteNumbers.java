package parley.storage;

import java.sql.SQLException;
import java.util.function.LongSupplier;
import org.sqlite.Function;

/** The functions of SQL that number transactions; PostgreSQL has such of its own. */
final class SqliteNumbers {
  static final String TRANSACTION = "transaction_number";
  static final String SETTLED = "settled_number";

  private SqliteNumbers() {}

  /** Lets a connection call a function of this name. */
  static void define(Session session, String name, LongSupplier number) {
    try {
      Function.create(session.connection(), name, new Supplied(number));
    } catch (SQLException e) {
      throw new IllegalStateException("the function " + name + " cannot be defined", e);
    }
  }

  private static final class Supplied extends Function {
    private final LongSupplier number;

    Supplied(LongSupplier number) {
      this.number = number;
    }

    @Override
    protected void xFunc() throws SQLException {
      result(number.getAsLong());
    }
  }
}
