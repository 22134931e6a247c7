package parley.operations;

import java.util.Map;
import java.util.function.Supplier;
import parley.delivery.DeliveryCounts;
import parley.delivery.DeliveryTries;
import parley.due.AgendaCounts;
import parley.realtime.RealtimeLoad;
import parley.storage.DatabaseLoad;
import parley.value.CacheCounts;

/**
 * Where the numbers of metrics come from. The rooms below tell them and know nothing of metrics.
 *
 * @param deliveries a look at the database, as {@code agenda} is
 * @param callsUnderway calls of webhooks that are being made
 * @param caches by the names that metrics give them
 */
public record MetricSources(
    Supplier<DatabaseLoad> database,
    Supplier<DeliveryCounts> deliveries,
    Supplier<DeliveryTries> tries,
    Supplier<Integer> callsUnderway,
    Supplier<AgendaCounts> agenda,
    Supplier<RealtimeLoad> realtime,
    Map<String, Supplier<CacheCounts>> caches) {}
