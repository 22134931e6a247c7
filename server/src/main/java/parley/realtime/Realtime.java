package parley.realtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.access.Access;
import parley.access.Caller;
import parley.due.Due;
import parley.http.Routes;
import parley.http.Socket;
import parley.http.SocketDoor;
import parley.http.SocketLimits;
import parley.http.Tunnel;
import parley.storage.News;
import parley.storage.StorageFailure;

/** The door for clients that stay connected. */
public final class Realtime implements SocketDoor, AutoCloseable {
  /** Where it is, under whichever name of a host. */
  public static final String PATH = "/v3/wsconnect";

  /** How long before a token's end its owner is told. */
  static final Duration WARNED_BEFORE = Duration.ofMinutes(3);

  private static final Logger LOG = LoggerFactory.getLogger(Realtime.class);
  private static final long LOOK_MILLIS = 1000;

  private final Access access;
  private final News news;
  private final RealtimeLimits limits;
  private final Clock clock;
  private final Hub hub;
  private final Requests requests;
  private final PresenceKeeper presence;
  private final Set<ClientConnection> clients = ConcurrentHashMap.newKeySet();
  private final LongAdder cutOffs = new LongAdder();
  private final LongAdder replayed = new LongAdder();
  private final Thread watch = Thread.ofVirtual().name("realtime-watch").unstarted(this::watch);
  private volatile boolean closed;

  /**
   * Prepares the door; {@link #start} has it tell what happens.
   *
   * @param tunnel makes what answers requests of the routes that only clients use
   * @param news by which it hears what has changed, on this server or another one
   * @param due has told who is connected
   */
  public Realtime(
      RealtimeDeeds deeds,
      Access access,
      Function<Routes, Tunnel> tunnel,
      News news,
      RealtimeLimits limits,
      Due due,
      Clock clock) {
    this.access = access;
    this.news = news;
    this.limits = limits;
    this.clock = clock;
    var reader = new SyncReader(deeds, limits.replay());
    hub = new Hub(reader);
    var typing = new Typing(deeds, news, hub);
    news.subscribe(Hub.TOPIC, hub);
    news.subscribe(Typing.TOPIC, typing);
    presence = new PresenceKeeper(deeds.presences(), deeds.services(), limits.offlineAfter(), due);
    news.subscribe(PresenceKeeper.TOPIC, presence);
    var subscriptions = new Subscriptions(hub, reader, replayed::add);
    var routes = ClientDoors.routes(deeds, reader, typing, subscriptions);
    requests = new Requests(access, tunnel.apply(routes));
  }

  /** Has somebody hear what happens who is no client; to be called before anything can happen. */
  public void tell(ConversationWatcher watcher) {
    Overheard.subscribe(news, watcher);
  }

  /** Begins to tell what happens. */
  public void start() {
    hub.start();
    watch.start();
  }

  @Override
  public Talk open(Socket socket) {
    var client = new ClientConnection(socket, this);
    clients.add(client);
    if (closed) {
      client.drop();
    }
    socket.demand();
    return client;
  }

  void forget(ClientConnection client) {
    clients.remove(client);
    presence.left(client);
  }

  /** What the server is to let through to it. */
  public SocketLimits socketLimits() {
    return new SocketLimits(limits.connections(), RealtimeLimits.FIRST_FRAME_BYTES, limits.idle());
  }

  RealtimeLimits limits() {
    return limits;
  }

  Requests requests() {
    return requests;
  }

  /** Answers a frame. Whoever asks for something is there, and with the answer a user. */
  void handle(ClientConnection client, Frame frame) {
    requests.handle(client, frame);
    if (frame.method().equals("message")) {
      presence.came(client);
    }
  }

  Hub hub() {
    return hub;
  }

  Instant now() {
    return clock.instant();
  }

  void noteCutOff() {
    cutOffs.increment();
  }

  /** Looks at all who are connected: also to be called when the clock was moved. */
  public void look() {
    var good = new HashMap<String, Boolean>(); // many clients' tokens are signed with few keys
    for (var client : clients) {
      client.look(
          caller ->
              caller.keySid() == null
                  || good.computeIfAbsent(caller.keySid(), key -> isStillGood(caller)));
    }
  }

  /** Nobody is shut out because the database is away. */
  private boolean isStillGood(Caller caller) {
    try {
      return access.isStillGood(caller);
    } catch (StorageFailure e) {
      LOG.warn("whether a key is still there cannot be seen: {}", e.getMessage());
      return true;
    }
  }

  /**
   * Has read what clients hear of and has changed without a word: between servers one may be lost.
   */
  public void lookAgain() {
    hub.lookAgain();
  }

  /** Has users told to be offline whose server is gone. */
  public void endDead() {
    presence.endDead();
  }

  private void watch() {
    while (!closed) {
      try {
        Thread.sleep(LOOK_MILLIS);
        look();
        presence.tick();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** What it is busy with now. */
  public RealtimeLoad load() {
    return new RealtimeLoad(
        clients.size(),
        clients.stream().mapToLong(ClientConnection::subscriptions).sum(),
        clients.stream().mapToLong(ClientConnection::queued).sum(),
        hub.waiting(),
        cutOffs.sum(),
        replayed.sum());
  }

  /** Lets everybody go: they come back to the next server at once. */
  @Override
  public void close() {
    closed = true;
    clients.forEach(ClientConnection::drop);
    hub.close();
    watch.interrupt();
  }
}
