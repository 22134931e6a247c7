package parley.testing;

import parley.http.Json;

/** What REST answers of a fault. */
final class FaultJson {
  private FaultJson() {}

  static void write(Json json, Fault fault) {
    var effect = fault.effect();
    var count = fault.count();
    json.text("sid", fault.sid())
        .text("method", fault.aim().method())
        .text("route", fault.aim().route())
        .text("target", fault.aim().target())
        .raw("share", Double.toString(fault.odds().share()))
        .number("times", fault.odds().times())
        .number("seed", fault.odds().seed())
        .number("status", effect.status() == null ? null : effect.status().longValue())
        .number("code", effect.code() == null ? null : effect.code().longValue())
        .number("delay_ms", effect.delay().toMillis())
        .flag("drop", effect.cut() != null)
        .text("when", effect.cut() == null ? null : effect.cut().wire())
        .number("calls", count.calls())
        .number("hits", count.hits())
        .date("date_created", fault.createdAt());
  }
}
