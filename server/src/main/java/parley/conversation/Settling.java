package parley.conversation;

import java.time.Clock;
import parley.event.Events;

/** Writes what a deed has made of a conversation, leaves the tombstones, and tells the events. */
final class Settling {
  private final ConversationStore store;
  private final Events events;
  private final Clock clock;

  Settling(ConversationStore store, Events events, Clock clock) {
    this.store = store;
    this.events = events;
    this.clock = clock;
  }

  void settle(Held held) {
    held.close();
    var tx = held.tx();
    if (held.isEdited()) {
      store.update(tx, held.conversation());
    } else if (held.isChanged()) {
      store.updateMoved(tx, held.conversation());
    }
    for (var tombstone : held.tombstones()) {
      store.insertTombstone(tx, held.sid(), tombstone, clock.instant());
    }
    held.events().forEach(event -> events.tell(tx, event));
  }
}
