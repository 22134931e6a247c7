package parley.realtime;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.http.Body;
import parley.http.Json;
import parley.problem.Problem;
import parley.realtime.SyncObject.Shape;

/** Objects, their items and what becomes of them, as clients are told. */
final class SyncWords {
  private static final int PROTOCOL_VERSION = 4;

  /** From this much data on, what follows goes into another frame. */
  private static final int RUN_CHARS_MAX = 64 << 10;

  /**
   * Links of objects are names; nobody connects to them, and so they are the same for everybody.
   */
  private static final String BASE = "https://sync.parley/v3/";

  private static final String LIVE = "com.twilio.rtd.cds.";
  private static final String SYNC = "twilio.sync.event";

  private SyncWords() {}

  private static String url(SyncObject object) {
    return BASE + object.kind().shape().path() + "/" + object.sid();
  }

  private static String itemUrl(SyncObject object, String key) {
    return url(object) + "/Items/" + key;
  }

  static void writeRoot(Json json, SyncObject object, SyncReader.Root root, boolean withItems) {
    var state = root.state();
    json.text("sid", object.sid());
    json.text("unique_name", object.name());
    json.text("url", url(object));
    json.text("revision", Long.toString(state.version()));
    json.number("last_event_id", state.version());
    if (object.kind().shape() == Shape.DOCUMENT) {
      json.raw("data", root.page().items().getFirst().data());
    } else {
      json.object(
          "links",
          links ->
              links
                  .text("items", url(object) + "/Items")
                  .text("context", url(object) + "/Context"));
    }
    json.text("date_created", state.createdAt().toString());
    json.text("date_updated", state.updatedAt().toString());
    json.text("date_expires", null);
    if (withItems) {
      writeItems(json, object, root.page());
    }
  }

  static void writeItems(Json json, SyncObject object, SyncPage page) {
    json.objects("items", page.items(), (out, item) -> writeItem(out, object, item));
  }

  private static void writeItem(Json json, SyncObject object, SyncItem item) {
    writeKey(json, object, "", item.key());
    json.text("url", itemUrl(object, item.key()));
    json.text("revision", Long.toString(item.version()));
    json.number("last_event_id", item.version());
    json.raw("data", item.data());
    json.text("date_created", item.createdAt().toString());
    json.text("date_updated", item.updatedAt().toString());
    json.text("date_expires", null);
  }

  private static void writeKey(Json json, SyncObject object, String prefix, String key) {
    if (object.kind().shape() == Shape.LIST) {
      json.number(prefix + "index", Long.parseLong(key));
    } else {
      json.text(prefix + "key", key);
    }
  }

  /**
   * What has just become of an object: the same bytes for all who hear of it. Changes of one kind
   * that follow each other are told in one frame, which costs its receivers as much as one.
   */
  static List<ByteBuffer> live(SyncObject object, List<SyncChange> changes) {
    var frames = new ArrayList<ByteBuffer>(1);
    for (var from = 0; from < changes.size(); ) {
      var to = endOfRun(changes, from);
      frames.add(live(object, changes.subList(from, to), changes.get(from)));
      from = to;
    }
    return frames;
  }

  private static int endOfRun(List<SyncChange> changes, int from) {
    var length = 0;
    var to = from;
    do {
      length += changes.get(to).data().length();
      to++;
    } while (to < changes.size()
        && changes.get(to).what() == changes.get(from).what()
        && length < RUN_CHARS_MAX);
    return to;
  }

  private static ByteBuffer live(SyncObject object, List<SyncChange> run, SyncChange first) {
    var type = eventType(object, first);
    var payload =
        run.size() == 1
            ? payload(type, null, event -> writeEvent(event, object, first))
            : payloadOfAll(type, object, run);
    return notification(LIVE + object.kind().shape().word(), id(object, first), payload);
  }

  private static String id(SyncObject object, SyncChange change) {
    return object.sid() + "." + change.id() + "." + change.key();
  }

  /** What became of an object while a client was away, told in answer to a request of his. */
  static ByteBuffer replayed(SyncObject object, SyncChange change, String correlation) {
    return notification(
        SYNC,
        id(object, change),
        payload(
            eventType(object, change), correlation, event -> writeEvent(event, object, change)));
  }

  private static String eventType(SyncObject object, SyncChange change) {
    var shape = object.kind().shape();
    return shape == Shape.DOCUMENT
        ? "document_updated"
        : shape.word() + "_item_" + change.what().word();
  }

  private static void writeEvent(Json event, SyncObject object, SyncChange change) {
    var shape = object.kind().shape();
    var word = shape.word();
    var revision = Long.toString(change.id());
    event.number("id", change.id());
    event.text("date_created", change.at().toString());
    event.text(word + "_sid", object.sid());
    event.text(word + "_revision", revision);
    if (shape == Shape.DOCUMENT) {
      event.raw("document_data", change.data());
      return;
    }
    writeKey(event, object, "item_", change.key());
    event.text("item_url", itemUrl(object, change.key()));
    event.text("item_revision", revision);
    event.raw("item_data", change.data());
    event.text("date_expires", null);
  }

  /** That an object is not there any more. */
  static ByteBuffer gone(SyncObject object, long version) {
    var word = object.kind().shape().word();
    return notification(
        LIVE + word,
        object.sid() + ".gone",
        payload(
            word + "_removed",
            null,
            event -> event.number("id", version).text(word + "_sid", object.sid())));
  }

  /** That all of an object has been told up to a version, and the rest will be as it happens. */
  static ByteBuffer established(SyncObject object, long version, String correlation) {
    return subscription(
        "subscription_established",
        object,
        correlation,
        event -> event.number("last_event_id", version).text("replay_status", "completed"));
  }

  /** That an object cannot be heard of. */
  static ByteBuffer failed(SyncObject object, Problem problem, String correlation) {
    return subscription(
        "subscription_failed",
        object,
        correlation,
        event ->
            event.object(
                "error",
                error ->
                    error
                        .number("status", problem.code().status())
                        .number("code", problem.code().number())
                        .text("message", problem.getMessage())));
  }

  /** That an object is heard of no more, as was asked for. */
  static ByteBuffer canceled(SyncObject object, String correlation) {
    return subscription("subscription_canceled", object, correlation, event -> {});
  }

  private static ByteBuffer subscription(
      String type, SyncObject object, String correlation, Json.Properties more) {
    return notification(
        SYNC,
        object.sid() + "." + type + "." + correlation,
        payload(
            type,
            correlation,
            event -> {
              event.text("object_sid", object.sid());
              event.text("object_type", object.kind().shape().word());
              more.write(event);
            }));
  }

  private static byte[] payloadOfAll(String type, SyncObject object, List<SyncChange> run) {
    return Body.json(
            json ->
                json.text("event_type", type)
                    .number("event_protocol_version", PROTOCOL_VERSION)
                    .objects("events", run, (event, one) -> writeEvent(event, object, one)))
        .plain();
  }

  private static byte[] payload(String type, @Nullable String correlation, Json.Properties event) {
    return Body.json(
            json -> {
              json.text("event_type", type);
              if (correlation != null) {
                json.raw("correlation_id", correlation);
              }
              json.number("event_protocol_version", PROTOCOL_VERSION);
              json.object("event", event);
            })
        .plain();
  }

  /** A frame that nobody has asked for. */
  static ByteBuffer notification(String type, String id, byte[] payload) {
    return Frame.write(
        header -> header.text("method", "notification").text("id", id).text("message_type", type),
        payload);
  }
}
