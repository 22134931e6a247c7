package parley.bench.gauge;

import org.jspecify.annotations.Nullable;

/** The processor time of a server, and of its database where that has processes of its own. */
public final class Processors {
  private final @Nullable ProcessorTime server;
  private final @Nullable ProcessorTime database;

  private Processors(@Nullable ProcessorTime server, @Nullable ProcessorTime database) {
    this.server = server;
    this.database = database;
  }

  /** Nanoseconds that were taken. */
  public record Taken(double serverNanos, double databaseNanos) {
    public static final Taken NOTHING = new Taken(0, 0);

    public Taken plus(Taken more) {
      return new Taken(serverNanos + more.serverNanos, databaseNanos + more.databaseNanos);
    }
  }

  public static Processors of(long server, @Nullable Long database) {
    return new Processors(
        new ProcessorTime(server), database == null ? null : new ProcessorTime(database));
  }

  public static Processors ofDatabase(long database) {
    return new Processors(null, new ProcessorTime(database));
  }

  /** What was taken since this was last asked, or since it began. */
  public Taken taken() {
    return new Taken(server == null ? 0 : server.nanos(), database == null ? 0 : database.nanos());
  }
}
