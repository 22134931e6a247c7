package parley.webhook;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import parley.conversation.Held;
import parley.delivery.Outbox;
import parley.delivery.WebhookCall;
import parley.message.Message;
import parley.message.MessageAdded;
import parley.message.Messages;

/**
 * Tells a webhook that came late of the messages before it (docs/behaviour.md 2.9, ReplayAfter), in
 * the transaction that makes it: so they stand in its lane before whatever comes after.
 */
public final class Replays {
  private static final int AT_ONCE = 500;

  private final Messages messages;
  private final Outbox outbox;
  private final Clock clock;

  public Replays(Messages messages, Outbox outbox, Clock clock) {
    this.messages = messages;
    this.outbox = outbox;
    this.clock = clock;
  }

  void replay(Held held, ConversationWebhook webhook) {
    var from = webhook.replayFrom();
    if (from == null || from >= held.conversation().tally().nextIndex()) {
      return;
    }
    held.tx().unhurried(); // however many they are
    for (var page = from(held, from); !page.isEmpty(); page = from(held, after(page))) {
      outbox.append(held.tx(), page.stream().flatMap(it -> calls(held, webhook, it)).toList());
    }
  }

  private List<Message> from(Held held, long index) {
    return messages.listFrom(held.tx(), held.sid(), index, AT_ONCE);
  }

  private static long after(List<Message> page) {
    return page.getLast().index() + 1;
  }

  private Stream<WebhookCall> calls(Held held, ConversationWebhook webhook, Message message) {
    var event = new MessageAdded(held.conversation(), message, List.of(), held.cause());
    return Announcements.of(event, clock.instant()).stream()
        .filter(announcement -> Subscribers.wants(webhook, announcement))
        .map(announcement -> Subscribers.call(webhook, announcement));
  }
}
