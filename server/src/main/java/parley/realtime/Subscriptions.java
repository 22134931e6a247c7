package parley.realtime;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.http.Body;
import parley.http.JsonValue;
import parley.problem.Code;
import parley.problem.Problem;
import parley.realtime.SyncReader.SyncNews;
import parley.storage.StorageFailure;
import parley.value.Text;

/** What clients want to hear of and what not any more (the protocol's Subscriptions). */
final class Subscriptions {
  private static final int BATCH_MAX = 100;

  /** After this time a client asks again for what it was not told of. */
  private static final int DELIVERY_MILLIS = 10_000;

  private static final Body RULES =
      Body.json(
          json ->
              json.number("estimated_delivery_in_ms", DELIVERY_MILLIS)
                  .number("max_batch_size", BATCH_MAX)
                  .number("ttl_in_s", -1));

  private final Hub hub;
  private final SyncReader reader;
  private final Realtime realtime;

  Subscriptions(Hub hub, SyncReader reader, Realtime realtime) {
    this.hub = hub;
    this.reader = reader;
    this.realtime = realtime;
  }

  /** What a request asks for: each of the objects it names, to be heard of or not any more. */
  private record Wanted(boolean cancels, String correlation, List<JsonValue> objects) {}

  void handle(ClientConnection client, Frame frame) {
    Wanted asked;
    try {
      asked = read(frame);
    } catch (Problem problem) {
      client.answer(Requests.answer(frame, problem.code().status(), null));
      return;
    }
    client.answer(Requests.answer(frame, 200, RULES.plain()));
    var known = new LinkedHashMap<SyncObject, Long>();
    for (var one : asked.objects()) {
      var since = since(one);
      object(one).ifPresent(found -> known.put(found, since == null ? Long.MAX_VALUE : since));
    }
    if (asked.cancels()) {
      known.keySet().forEach(object -> cancel(client, object, asked.correlation()));
    } else {
      establish(client, known, asked.correlation());
    }
  }

  private static Wanted read(Frame frame) {
    var text = Text.ofUtf8(ByteBuffer.wrap(frame.payload()));
    if (text == null) {
      throw Code.BAD_PARAMETER.because("the body " + Text.RULE);
    }
    var body = JsonValue.parse(text);
    var action = body.get("action");
    var correlation = body.get("correlation_id");
    var objects = body.get("requests");
    if (objects == null || objects.elements().size() > BATCH_MAX) {
      throw Code.BAD_PARAMETER.in("requests", "must be a list of " + BATCH_MAX + " at most");
    }
    objects.elements().forEach(Subscriptions::since); // or all is refused
    return new Wanted(
        action != null && action.text().equals("cancel"),
        correlation == null ? "0" : correlation(correlation),
        objects.elements());
  }

  /** Told again with every object, so it may be no more than the number that clients make it. */
  private static String correlation(JsonValue value) {
    var text = value.text();
    if (value.isText() || !text.matches("-?[0-9]{1,20}")) {
      throw value.refused("must be a whole number");
    }
    return text;
  }

  private static Optional<SyncObject> object(JsonValue request) {
    var sid = request.isObject() ? request.get("object_sid") : null;
    return sid == null || !sid.isText() ? Optional.empty() : SyncObject.parse(sid.text());
  }

  /** What the client has been told; null where it wants to hear from now on alone. */
  private static @Nullable Long since(JsonValue request) {
    var id = request.get("last_event_id"); // or it is no object, and refused
    try {
      return id == null ? null : Long.valueOf(id.text());
    } catch (NumberFormatException e) {
      throw id.refused("must be a number");
    }
  }

  private void cancel(ClientConnection client, SyncObject object, String correlation) {
    hub.unsubscribe(client, object);
    client.answer(SyncWords.canceled(object, correlation));
  }

  /** First they are heard of, then what was missed is read: nothing falls between the two. */
  private void establish(ClientConnection client, Map<SyncObject, Long> known, String correlation) {
    var subscriptions = new LinkedHashMap<SyncObject, Subscription>();
    for (var object : known.keySet()) {
      if (client.hasRoomFor(object)) {
        subscriptions.put(object, hub.subscribe(client, object));
      } else {
        client.answer(SyncWords.failed(object, Code.TOO_MANY_REQUESTS.problem(), correlation));
      }
    }
    if (client.isOver()) { // whoever ended it may have been here before
      subscriptions.keySet().forEach(object -> hub.unsubscribe(client, object));
      return;
    }
    try {
      var news = reader.sinceAll(known, client.user());
      subscriptions.forEach(
          (object, one) -> tell(client, object, one, news.get(object), correlation));
    } catch (StorageFailure e) { // they are asked for again when no word of them comes
      subscriptions.keySet().forEach(object -> hub.unsubscribe(client, object));
    }
  }

  private void tell(
      ClientConnection client,
      SyncObject object,
      Subscription subscription,
      @Nullable SyncNews news,
      String correlation) {
    if (news == null) {
      hub.unsubscribe(client, object);
      catchUp(client);
      client.answer(SyncWords.failed(object, Code.NOT_FOUND.problem(), correlation));
      return;
    }
    realtime.noteReplayed(news.changes().size());
    news.changes()
        .forEach(change -> client.answer(SyncWords.replayed(object, change, correlation)));
    client.answer(SyncWords.established(object, news.version(), correlation));
    hub.goLive(subscription, news.version());
  }

  private void catchUp(ClientConnection client) {
    try {
      hub.catchUp(client);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
