package parley.realtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import parley.access.Operation;
import parley.http.Call;
import parley.http.JsonValue;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;
import parley.problem.Code;
import parley.storage.StorageFailure;

/** What clients want to hear of and what not any more. */
final class Subscriptions implements Resource {
  private static final String PATH = "/v4/Subscriptions";

  /** Objects in one request: each request more waits for a timer of the client first. */
  private static final int BATCH_MAX = 1000;

  /** After this time a client asks again for what it was not told of. */
  private static final int DELIVERY_MILLIS = 10_000;

  private final Hub hub;
  private final SyncReader reader;
  private final LongConsumer onReplay;

  /**
   * @param onReplay told how many changes somebody had missed
   */
  Subscriptions(Hub hub, SyncReader reader, LongConsumer onReplay) {
    this.hub = hub;
    this.reader = reader;
    this.onReplay = onReplay;
  }

  /** Whether a path is that of these requests, which change nothing for anybody else. */
  static boolean isAt(String path) {
    return path.equals(PATH);
  }

  @Override
  public void routes(Routes routes) {
    routes.inRoot(PATH, at -> at.post("", Operation.CONNECT, this::handle));
  }

  /**
   * What a request asks for: each of the objects it names, to be heard of or not any more.
   *
   * @param known of each the version that the client knows, in its order
   * @param unknown what is the name of no object
   */
  private record Wanted(
      boolean cancels, String correlation, Map<SyncObject, Long> known, List<String> unknown) {}

  private Reply handle(Call call) {
    var client = ClientConnection.asking();
    var asked = read(call);
    client.afterAnswer(() -> carryOut(client, asked));
    return Reply.ok(
        json ->
            json.number("estimated_delivery_in_ms", DELIVERY_MILLIS)
                .number("max_batch_size", BATCH_MAX)
                .number("ttl_in_s", -1));
  }

  /** Once the request is answered: a client that hears sooner loses its next request. */
  private void carryOut(ClientConnection client, Wanted asked) {
    if (asked.cancels()) {
      asked.known().keySet().forEach(object -> hub.unsubscribe(client, object));
      client.answer(SyncWords.canceled(List.copyOf(asked.known().keySet()), asked.correlation()));
    } else {
      asked.unknown().forEach(sid -> fail(client, sid, Code.NOT_FOUND, asked.correlation()));
      establish(client, asked.known(), asked.correlation());
    }
  }

  private static Wanted read(Call call) {
    var body = call.json(Integer.MAX_VALUE); // a frame is no longer than is allowed
    var action = body.get("action");
    var correlation = body.get("correlation_id");
    var objects = body.get("requests");
    if (objects == null || objects.elements().size() > BATCH_MAX) {
      throw Code.BAD_PARAMETER.in("requests", "must be a list of " + BATCH_MAX + " at most");
    }
    var known = new LinkedHashMap<SyncObject, Long>();
    var unknown = new ArrayList<String>();
    for (var one : objects.elements()) {
      var sid = sid(one);
      var since = since(one);
      SyncObject.parse(sid)
          .ifPresentOrElse(object -> known.put(object, since), () -> unknown.add(sid));
    }
    return new Wanted(
        action != null && action.text().equals("cancel"),
        correlation == null ? "0" : correlation(correlation),
        known,
        unknown);
  }

  /** Told again with every object, so it may be no more than the number that clients make it. */
  private static String correlation(JsonValue value) {
    var text = value.text();
    if (value.isText() || !text.matches("-?[0-9]{1,20}")) {
      throw value.refused("must be a whole number");
    }
    return text;
  }

  private static String sid(JsonValue request) {
    var sid = request.get("object_sid"); // or it is no object, and refused
    if (sid == null || !sid.isText()) {
      throw Code.BAD_PARAMETER.in("requests", "must name the object_sid of each object");
    }
    return sid.text();
  }

  /** What the client has been told; all, where it wants to hear from now on alone. */
  private static long since(JsonValue request) {
    var id = request.get("last_event_id");
    try {
      return id == null || id.isNull() ? Long.MAX_VALUE : Long.parseLong(id.text());
    } catch (NumberFormatException e) {
      throw id.refused("must be a number");
    }
  }

  /** First they are heard of, then what was missed is read: nothing falls between the two. */
  private void establish(ClientConnection client, Map<SyncObject, Long> known, String correlation) {
    var subscriptions = new LinkedHashMap<SyncObject, Subscription>();
    for (var object : known.keySet()) {
      if (client.hasRoomFor(object)) {
        subscriptions.put(object, hub.subscribe(client, object));
      } else {
        fail(client, object.sid(), Code.TOO_MANY_REQUESTS, correlation);
      }
    }
    if (client.isOver()) { // whoever ended it may have been here before
      subscriptions.keySet().forEach(object -> hub.unsubscribe(client, object));
      return;
    }
    try {
      var news = reader.sinceAll(known, client.user());
      news.keySet().retainAll(subscriptions.keySet());
      for (var object : subscriptions.keySet()) { // in the order of the request
        replay(client, object, news.get(object), correlation);
      }
      if (!news.isEmpty()) {
        client.answer(SyncWords.established(news, correlation));
      }
      subscriptions.forEach((object, one) -> goOn(one, news.get(object)));
    } catch (StorageFailure e) { // they are asked for again when no word of them comes
      subscriptions.keySet().forEach(object -> hub.unsubscribe(client, object));
    }
  }

  private static void fail(ClientConnection client, String sid, Code code, String correlation) {
    client.answer(SyncWords.failed(sid, code.problem(), correlation));
  }

  private void replay(
      ClientConnection client,
      SyncObject object,
      @Nullable SyncPortion portion,
      String correlation) {
    if (portion == null) { // not there, or not his to hear of
      hub.unsubscribe(client, object);
      catchUp(client);
      fail(client, object.sid(), Code.NOT_FOUND, correlation);
      return;
    }
    onReplay.accept(portion.changes().size());
    SyncWords.live(object, portion.aside()).forEach(client::answer);
    SyncWords.replayed(object, portion.changes(), correlation).forEach(client::answer);
  }

  private void goOn(Subscription subscription, @Nullable SyncPortion told) {
    if (told != null && told.isLast()) {
      hub.goLive(subscription, told.version());
    }
  }

  private void catchUp(ClientConnection client) {
    try {
      hub.catchUp(client);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
