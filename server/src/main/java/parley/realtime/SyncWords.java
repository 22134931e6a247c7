package parley.realtime;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.http.Body;
import parley.http.Json;
import parley.problem.Problem;
import parley.realtime.SyncObject.Kind;
import parley.realtime.SyncObject.Shape;

/**
 * Objects, their items and what becomes of them, as clients are told: what they use, and no more,
 * because they take frames apart byte by byte.
 */
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

  static void writeRoot(Json json, SyncObject object, SyncReader.Root root, boolean withItems) {
    var state = root.state();
    json.text("sid", object.sid());
    json.number("last_event_id", place(object, state));
    if (object.kind().shape() == Shape.DOCUMENT) {
      json.raw("data", root.page().items().getFirst().data());
    } else {
      json.object("links", links -> links.text("items", url(object) + "/Items"));
    }
    json.text("date_updated", state.updatedAt().toString());
    if (withItems) {
      writeItems(json, object, root.page());
    }
  }

  /** From where on a client asks to hear of it: of the list of its conversations all. */
  private static long place(SyncObject object, SyncState state) {
    return object.kind() == Kind.MEMBERSHIPS ? MembershipSource.BEGIN : state.version();
  }

  static void writeItems(Json json, SyncObject object, SyncPage page) {
    json.objects("items", page.items(), (out, item) -> writeItem(out, object, item));
  }

  private static void writeItem(Json json, SyncObject object, SyncItem item) {
    writeKey(json, object, "", item.key());
    json.number("last_event_id", item.version());
    json.raw("data", item.data());
    json.text("date_updated", item.updatedAt().toString());
  }

  private static void writeKey(Json json, SyncObject object, String prefix, String key) {
    if (object.kind().shape() == Shape.LIST) {
      json.number(prefix + "index", Long.parseLong(key));
    } else {
      json.text(prefix + "key", key);
    }
  }

  /** What has just become of an object: the same bytes for all who hear of it. */
  static List<ByteBuffer> live(SyncObject object, List<SyncChange> changes) {
    return frames(LIVE + object.kind().shape().word(), object, changes, null);
  }

  /** What became of an object while a client was away, told in answer to a request of his. */
  static List<ByteBuffer> replayed(
      SyncObject object, List<SyncChange> changes, String correlation) {
    return frames(SYNC, object, changes, correlation);
  }

  /**
   * Changes of one kind that follow each other are told in one frame, which costs its receivers as
   * much as one.
   */
  private static List<ByteBuffer> frames(
      String type, SyncObject object, List<SyncChange> changes, @Nullable String correlation) {
    var frames = new ArrayList<ByteBuffer>(1);
    for (var from = 0; from < changes.size(); ) {
      var to = endOfRun(changes, from);
      frames.add(frame(type, object, changes.subList(from, to), correlation));
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

  private static ByteBuffer frame(
      String type, SyncObject object, List<SyncChange> run, @Nullable String correlation) {
    var first = run.getFirst();
    return notification(
        type,
        object.sid() + "." + first.id() + "." + first.key(),
        payload(
            eventType(object, first),
            correlation,
            run,
            (event, change) -> writeEvent(event, object, change)));
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
    event.number("id", change.id());
    event.text("date_created", change.at().toString());
    event.text(word + "_sid", object.sid());
    if (shape == Shape.DOCUMENT) {
      event.raw("document_data", change.data());
      return;
    }
    writeKey(event, object, "item_", change.key());
    event.raw("item_data", change.data());
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
            List.of(object),
            (event, one) -> event.number("id", version).text(word + "_sid", one.sid())));
  }

  /**
   * That objects have been told up to some version each, and whether what comes above it will be
   * told as it happens, or has to be asked for again.
   */
  static ByteBuffer established(Map<SyncObject, SyncPortion> told, String correlation) {
    return subscriptions(
        "subscription_established",
        correlation,
        List.copyOf(told.entrySet()),
        (event, one) -> {
          writeObject(event, one.getKey());
          event
              .number("last_event_id", one.getValue().version())
              .text("replay_status", one.getValue().isLast() ? "completed" : "interrupted");
        });
  }

  /** That an object cannot be heard of. */
  static ByteBuffer failed(String sid, Problem problem, String correlation) {
    return subscriptions(
        "subscription_failed",
        correlation,
        List.of(problem),
        (event, why) ->
            event
                .text("object_sid", sid)
                .object(
                    "error",
                    error ->
                        error
                            .number("status", why.code().status())
                            .number("code", why.code().number())
                            .text("message", why.getMessage())));
  }

  /** That objects are heard of no more, as was asked for. */
  static ByteBuffer canceled(List<SyncObject> objects, String correlation) {
    return subscriptions("subscription_canceled", correlation, objects, SyncWords::writeObject);
  }

  private static void writeObject(Json event, SyncObject object) {
    event.text("object_sid", object.sid()).text("object_type", object.kind().shape().word());
  }

  private static <T> ByteBuffer subscriptions(
      String type, String correlation, List<T> all, Json.Element<T> one) {
    return notification(SYNC, type + "." + correlation, payload(type, correlation, all, one));
  }

  private static <T> byte[] payload(
      String type, @Nullable String correlation, List<T> all, Json.Element<T> one) {
    return Body.json(
            json -> {
              json.text("event_type", type);
              if (correlation != null) {
                json.raw("correlation_id", correlation);
              }
              json.number("event_protocol_version", PROTOCOL_VERSION);
              if (all.size() == 1) {
                json.object("event", event -> one.write(event, all.getFirst()));
              } else {
                json.objects("events", all, one);
              }
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
