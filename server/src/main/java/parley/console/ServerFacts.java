package parley.console;

import java.time.Instant;
import java.util.List;
import parley.delivery.DeliveryCounts;
import parley.http.Json;

/**
 * What a server tells of itself.
 *
 * @param database which one it stands upon, by its name alone
 * @param databaseBytes that it takes
 * @param mediaBytes that files take, those included that are about to go
 */
record ServerFacts(
    String version,
    Instant startedAt,
    String database,
    long databaseBytes,
    long mediaBytes,
    DeliveryCounts deliveries,
    List<ConfiguredValue> settings) {

  void write(Json json) {
    json.text("version", version)
        .date("started_at", startedAt)
        .text("database", database)
        .number("database_bytes", databaseBytes)
        .number("media_bytes", mediaBytes)
        .number("deliveries_pending", deliveries.pending())
        .number("deliveries_failed", deliveries.failed())
        .number("oldest_pending_seconds", deliveries.oldest().toSeconds())
        .objects(
            "settings",
            settings,
            (one, setting) ->
                one.text("name", setting.name())
                    .text("value", setting.value())
                    .text("where", setting.where()));
  }
}
