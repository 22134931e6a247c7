package parley.console;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import parley.access.Access;
import parley.event.Event;
import parley.event.Outlet;
import parley.http.Socket;
import parley.http.SocketDoor;
import parley.http.SocketLimits;
import parley.realtime.ConversationWatcher;
import parley.storage.Tx;
import parley.webhook.Announcement;
import parley.webhook.Announcements;

/**
 * Tells consoles what happens, behind its commit (docs/console.md): which conversations have
 * changed, on whichever server; and, of this server, every event as webhooks would be told it. With
 * nobody connected it costs nothing, and nobody who is connected makes a change wait.
 */
public final class LiveFeed implements SocketDoor, Outlet, ConversationWatcher, AutoCloseable {
  /** Where it is. */
  public static final String PATH = ConsolePage.PATH + "/live";

  /** People, not programs; a page says every 30 seconds that it is still there. */
  public static final SocketLimits LIMITS = new SocketLimits(64, 8 << 10, Duration.ofSeconds(90));

  private final Access access;
  private final Clock clock;
  private final Set<FeedConnection> consoles = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  public LiveFeed(Access access, Clock clock) {
    this.access = access;
    this.clock = clock;
  }

  @Override
  public Talk open(Socket socket) {
    var console = new FeedConnection(socket, this);
    consoles.add(console);
    if (closed) {
      console.drop();
    }
    socket.demand();
    return console;
  }

  void forget(FeedConnection console) {
    consoles.remove(console);
  }

  /** Refuses who has no session that is good. */
  void require(String token, String proof) {
    var _ = access.verifySession(token, proof);
  }

  @Override
  public void hear(Tx tx, Event event) {
    if (consoles.stream().noneMatch(FeedConnection::wantsEvents)) {
      return;
    }
    for (var announcement : Announcements.of(event, clock.instant())) {
      var frame = worded(announcement);
      tx.aroundCommit(() -> {}, committed -> tell(committed, frame));
    }
  }

  /** Now, in the transaction of the change: that is when parameters may be asked for. */
  private byte[] worded(Announcement announcement) {
    var parameters = announcement.parameters().get();
    return FeedQueue.bytes(
        json -> {
          json.text("type", "event");
          json.text("event", announcement.event().wire());
          json.date("at", clock.instant());
          json.text("service_sid", announcement.serviceSid());
          json.text("conversation_sid", announcement.conversationSid());
          json.object("parameters", all -> parameters.forEach(all::text));
        });
  }

  private void tell(boolean committed, byte[] frame) {
    if (committed) {
      consoles.stream().filter(FeedConnection::wantsEvents).forEach(one -> one.tell(frame));
    }
  }

  @Override
  public boolean isListening() {
    return !consoles.isEmpty();
  }

  @Override
  public void changed(String conversationSid) {
    consoles.forEach(console -> console.changed(conversationSid));
  }

  @Override
  public void writing(String conversationSid, String userSid) {
    consoles.forEach(console -> console.writing(conversationSid, userSid));
  }

  /** Lets everybody go: pages come back to the next server by themselves. */
  @Override
  public void close() {
    closed = true;
    consoles.forEach(FeedConnection::drop);
  }
}
