package parley.console;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import parley.delivery.Deliveries;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.media.Media;
import parley.storage.Database;

/** What a server is, over REST (docs/console.md); ours. */
public final class ServerResource implements Resource {
  private final String version;
  private final Database database;
  private final Media media;
  private final Deliveries deliveries;
  private final List<ConfiguredValue> settings;
  private final Clock clock;
  private final Instant startedAt;

  /**
   * @param settings what it was started with, without secrets
   */
  public ServerResource(
      String version,
      Database database,
      Media media,
      Deliveries deliveries,
      List<ConfiguredValue> settings,
      Clock clock) {
    this.version = version;
    this.database = database;
    this.media = media;
    this.deliveries = deliveries;
    this.settings = List.copyOf(settings);
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  @Override
  public void routes(Routes routes) {
    routes.inParley("/Server", at -> at.get("", call -> show()));
  }

  private Reply show() {
    var facts =
        new ServerFacts(
            version,
            startedAt,
            database.dialect().name().toLowerCase(Locale.ROOT),
            databaseBytes(),
            media.totalBytes(),
            deliveries.counts(clock.instant()),
            settings);
    return Reply.ok(facts::write).unstored();
  }

  private long databaseBytes() {
    var bytes = database.dialect().sizeInBytes();
    return database.read(
        tx ->
            tx.query("SELECT %s AS bytes".formatted(bytes))
                .first(row -> row.number("bytes"))
                .orElse(0L));
  }
}
