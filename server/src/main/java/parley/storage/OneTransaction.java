package parley.storage;

import java.util.function.Function;

/**
 * A database whose every use is part of one transaction that is open already. It makes deeds, each
 * of which is a transaction of its own elsewhere, happen together or not at all. What one of them
 * has done before it failed is not undone by itself: its failure must end the transaction. Used by
 * the one thread that the transaction belongs to.
 */
public final class OneTransaction implements Database {
  private final Database database;
  private final Tx tx;
  private final News news;

  /**
   * Makes parts that ask for a database work within a transaction.
   *
   * @param database where the transaction is open
   */
  public OneTransaction(Database database, Tx tx) {
    this.database = database;
    this.tx = tx;
    this.news = new News(database.news()::publish);
  }

  @Override
  public Dialect dialect() {
    return database.dialect();
  }

  @Override
  public <T> T read(Function<Tx, T> work) {
    return work.apply(tx);
  }

  @Override
  public <T> T snapshot(Function<Tx, T> work) {
    return work.apply(tx);
  }

  @Override
  public <T> T write(Function<Tx, T> work) {
    return work.apply(tx);
  }

  @Override
  public <T> T writeAlone(Function<Tx, T> work) {
    throw new UnsupportedOperationException("others have their part in this transaction");
  }

  @Override
  public DatabaseLoad load() {
    return database.load();
  }

  /** What these parts tell, others hear too; who listens here is forgotten with this object. */
  @Override
  public News news() {
    return news;
  }

  /** Leaves the database open; the transaction ends where it began. */
  @Override
  public void close() {}
}
