package parley.console;

import java.time.Instant;
import parley.http.Json;

/**
 * What a server did in a while, and what it was busy with at its end.
 *
 * @param at the end of the while
 * @param requests that were answered in it, {@code failures} of them by a fault of the server
 * @param messages that were written over REST or by connected clients
 * @param changes that were committed
 * @param deliveries calls of webhooks that were taken
 * @param refusals calls of webhooks that were not
 * @param connections open from callers
 * @param clients that stay connected
 * @param changesWaiting for their turn to be written
 * @param callsUnderway calls of webhooks that are being made
 * @param queuedBytes on their way to connected clients
 * @param memoryBytes in use
 */
record LoadSample(
    Instant at,
    long requests,
    long failures,
    long messages,
    long changes,
    long deliveries,
    long refusals,
    long connections,
    long clients,
    long changesWaiting,
    long callsUnderway,
    long queuedBytes,
    long memoryBytes) {

  void write(Json json) {
    json.date("at", at)
        .number("requests", requests)
        .number("failures", failures)
        .number("messages", messages)
        .number("changes", changes)
        .number("deliveries", deliveries)
        .number("refusals", refusals)
        .number("connections", connections)
        .number("clients", clients)
        .number("changes_waiting", changesWaiting)
        .number("calls_underway", callsUnderway)
        .number("queued_bytes", queuedBytes)
        .number("memory_bytes", memoryBytes);
  }

  /** What was done since an earlier sample, of numbers that are counted from the start. */
  LoadSample since(LoadSample earlier) {
    return new LoadSample(
        at,
        requests - earlier.requests,
        failures - earlier.failures,
        messages - earlier.messages,
        changes - earlier.changes,
        deliveries - earlier.deliveries,
        refusals - earlier.refusals,
        connections,
        clients,
        changesWaiting,
        callsUnderway,
        queuedBytes,
        memoryBytes);
  }
}
