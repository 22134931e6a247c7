package parley.realtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.conversation.Conversations;
import parley.conversation.Held.Kind;
import parley.http.Json;
import parley.message.Message;
import parley.message.Messages;
import parley.storage.Tx;

/** A conversation's messages, as a list by their indexes. */
final class MessageSource implements SyncSource {
  private static final Map<String, String> MEDIUM_NAMES = Map.of("content_type", "contentType");

  private final Conversations conversations;
  private final Messages messages;

  MessageSource(Conversations conversations, Messages messages) {
    this.conversations = conversations;
    this.messages = messages;
  }

  @Override
  public Optional<SyncState> state(Tx tx, String owner) {
    return conversations.findAll(tx, List.of(owner)).stream().findFirst().map(SyncStates::of);
  }

  @Override
  public List<SyncChange> since(Tx tx, String owner, long version) {
    var found = conversations.findAll(tx, List.of(owner));
    if (found.isEmpty() || found.getFirst().version() <= version) {
      return List.of();
    }
    var conversation = found.getFirst();
    var changes = new ArrayList<SyncChange>();
    for (var message : messages.since(tx, conversation, version)) {
      changes.add(SyncChange.of(item(message), version));
    }
    for (var mark : conversations.removedSince(tx, owner, version)) {
      if (mark.kind() == Kind.MESSAGE) {
        changes.add(SyncChange.removed(mark.key(), mark.version(), conversation.updatedAt()));
      }
    }
    changes.sort(Comparator.comparingLong(SyncChange::id));
    return changes;
  }

  @Override
  public SyncPage items(Tx tx, String owner, SyncQuery query) {
    return query.page(
        (from, descending, most) ->
            descending
                ? messages.listBackFrom(tx, owner, index(from, Long.MAX_VALUE), most)
                : messages.listFrom(tx, owner, index(from, 0), most),
        MessageSource::item);
  }

  private static long index(@Nullable String from, long otherwise) {
    try {
      return from == null ? otherwise : Long.parseLong(from);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static SyncItem item(Message message) {
    return new SyncItem(
        Long.toString(message.index()),
        message.addedVersion(),
        message.changedVersion(),
        Json.objectText(json -> write(json, message)),
        message.createdAt(),
        message.updatedAt());
  }

  private static void write(Json json, Message message) {
    var media = message.media();
    var content = message.content();
    json.text("sid", message.sid());
    json.text("text", message.body());
    json.text("type", media == null ? "text" : "media");
    json.text("author", message.author());
    json.text("memberSid", message.participantSid());
    json.text("subject", message.subject());
    json.text("contentSid", content == null ? null : content.sid());
    json.text("lastUpdatedBy", null);
    json.text("attributes", message.attributes());
    json.text("timestamp", message.createdAt().toString());
    json.text("dateUpdated", message.updatedAt().toString());
    if (media != null) {
      json.raw("medias", Json.renamed(media, MEDIUM_NAMES));
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
}
