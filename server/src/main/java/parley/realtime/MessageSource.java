package parley.realtime;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import parley.conversation.Conversation;
import parley.conversation.Conversations;
import parley.conversation.Held.Kind;
import parley.http.Json;
import parley.http.JsonValue;
import parley.media.Media;
import parley.media.Medium.Category;
import parley.message.Message;
import parley.message.Messages;
import parley.storage.Tx;

/** A conversation's messages, as a list by their indexes. */
final class MessageSource extends TalkSource {
  private final Messages messages;
  private final Media media;

  MessageSource(Conversations conversations, Messages messages, Media media) {
    super(conversations, Kind.MESSAGE);
    this.messages = messages;
    this.media = media;
  }

  @Override
  List<SyncItem> itemsSince(Tx tx, Conversation owner, long version, int most) {
    return items(tx, owner.sid(), messages.since(tx, owner, version, most));
  }

  @Override
  public SyncPage items(Tx tx, Conversation owner, SyncQuery query) {
    return query.page(
        (from, descending, most) ->
            items(
                tx,
                owner.sid(),
                descending
                    ? messages.listBackFrom(tx, owner.sid(), index(from, Long.MAX_VALUE), most)
                    : messages.listFrom(tx, owner.sid(), index(from, 0), most)));
  }

  private static long index(@Nullable String from, long otherwise) {
    try {
      return from == null ? otherwise : Long.parseLong(from);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private List<SyncItem> items(Tx tx, String conversation, List<Message> found) {
    var withMedia = found.stream().filter(one -> one.media() != null).map(Message::sid).toList();
    var categories = media.categories(tx, conversation, withMedia);
    return found.stream().map(message -> item(message, categories)).toList();
  }

  private static SyncItem item(Message message, Map<String, Category> categories) {
    return new SyncItem(
        Long.toString(message.index()),
        message.addedVersion(),
        message.changedVersion(),
        Json.objectText(json -> write(json, message, categories)),
        message.createdAt(),
        message.updatedAt());
  }

  private static void write(Json json, Message message, Map<String, Category> categories) {
    var media = message.media();
    var content = message.content();
    json.text("sid", message.sid());
    json.text("text", message.body());
    json.text("type", media == null ? "text" : "media");
    json.text("author", message.author());
    json.text("memberSid", message.participantSid());
    json.text("subject", message.subject());
    json.text("contentSid", content == null ? null : content.sid());
    json.text("lastUpdatedBy", message.updatedBy());
    json.text("attributes", message.attributes());
    json.text("timestamp", message.createdAt().toString());
    json.text("dateUpdated", message.updatedAt().toString());
    if (media != null) {
      json.objects(
          "medias",
          JsonValue.parse(media).elements(),
          (out, medium) -> writeMedium(out, medium, categories));
    }
    var delivery = message.delivery();
    if (delivery != null) {
      json.object(
          "delivery",
          out ->
              out.number("total", delivery.total())
                  .text("delivered", delivery.share(delivery.delivered()))
                  .text("failed", delivery.share(delivery.failed()))
                  .text("read", delivery.share(delivery.read()))
                  .text("sent", delivery.share(delivery.sent()))
                  .text("undelivered", delivery.share(delivery.undelivered())));
    }
  }

  private static void writeMedium(Json json, JsonValue medium, Map<String, Category> categories) {
    var sid = text(medium, "sid");
    json.text("sid", sid);
    json.text("category", categories.getOrDefault(sid, Category.MEDIA).wire());
    json.text("filename", text(medium, "filename"));
    json.text("contentType", text(medium, "content_type"));
    json.number("size", Long.parseLong(Objects.requireNonNull(text(medium, "size"))));
  }

  private static @Nullable String text(JsonValue medium, String name) {
    var value = medium.get(name);
    return value == null ? null : value.text();
  }
}
