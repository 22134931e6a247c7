package parley.realtime;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.access.Actor;
import parley.access.Admission;
import parley.access.Caller;
import parley.http.Reply;
import parley.http.Socket;
import parley.http.SocketDoor;
import parley.problem.Problem;

/**
 * One client that is connected: who it is, what it hears of, what it has asked. What it asks to be
 * changed is done in order, and what it reads beside that in order too, so that a change that waits
 * for somebody holds up no reading.
 */
final class ClientConnection implements SocketDoor.Talk {
  private static final ScopedValue<ClientConnection> ASKING = ScopedValue.newInstance();
  private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

  private final Socket socket;
  private final Realtime realtime;
  private final Outgoing outgoing;
  private final long opened = System.nanoTime();
  private final Lane reads = new Lane();
  private final Lane changes = new Lane();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger early = new AtomicInteger();
  private final AtomicBoolean stalled = new AtomicBoolean();
  private final Set<SyncObject> heard = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Admission admission;
  private volatile @Nullable SyncObject memberships;
  private volatile boolean warned;
  private volatile boolean over;
  private volatile long pinged = System.nanoTime();
  private volatile long heardAt = System.nanoTime();

  ClientConnection(Socket socket, Realtime realtime) {
    this.socket = socket;
    this.realtime = realtime;
    this.outgoing = new Outgoing(socket, realtime.limits(), realtime::noteCutOff);
  }

  @Override
  public void received(ByteBuffer message) {
    if (over) {
      return;
    }
    alive();
    Frame frame;
    try {
      frame = Frame.read(message);
    } catch (Problem problem) {
      LOG.debug("{}: {}", socket.address(), problem.getMessage());
      end(CloseReason.UNREADABLE);
      return;
    }
    waiting.incrementAndGet();
    if (!realtime.requests().isChange(frame)) {
      reads.add(() -> handle(frame));
    } else if (caller() == null || early.get() > 0) {
      early.incrementAndGet();
      reads.add(() -> handleEarly(frame));
    } else {
      changes.add(() -> handle(frame));
    }
    goOn();
  }

  /** A change that was asked for before its asker was known, and waits for that. */
  private void handleEarly(Frame frame) {
    try {
      handle(frame);
    } finally {
      early.decrementAndGet();
    }
  }

  /** Asks for the next frame unless too many wait already. */
  private void goOn() {
    if (waiting.get() < realtime.limits().requests()) {
      socket.demand();
      return;
    }
    stalled.set(true);
    resume(); // the last of them may be done by now
  }

  private void resume() {
    if (waiting.get() < realtime.limits().requests() && stalled.compareAndSet(true, false)) {
      socket.demand();
    }
  }

  private void handle(Frame frame) {
    try {
      outgoing.awaitRoom();
      if (!over) {
        realtime.handle(this, frame);
      }
    } finally {
      waiting.decrementAndGet();
      resume();
    }
  }

  /** Finds an answer to a request of it: whoever does may ask whose it is. */
  Reply asking(Supplier<Reply> answer) {
    return ScopedValue.where(ASKING, this).call(answer::get);
  }

  /** Has something done when the request that is being read is answered. */
  void afterAnswer(Runnable work) {
    reads.next(work);
  }

  /** Whose request this thread answers. */
  static ClientConnection asking() {
    return ASKING.get();
  }

  Socket socket() {
    return socket;
  }

  /** Sends an answer to something that the client has asked; waits while too much waits. */
  void answer(ByteBuffer frame) {
    outgoing.answer(frame);
  }

  /** Sends what the client has not asked for; never waits. */
  void tell(ByteBuffer frame) {
    outgoing.tell(frame);
  }

  /** Who it is; null before it has shown that. */
  @Nullable Caller caller() {
    var shown = admission;
    return shown == null ? null : shown.caller();
  }

  /** The user it is; only to be asked once it has shown that. */
  Actor.OfUser user() {
    var caller = caller();
    if (caller != null && caller.actor() instanceof Actor.OfUser user) {
      return user;
    }
    throw new IllegalStateException("nobody yet");
  }

  String identity() {
    return user().identity();
  }

  /** It has shown a good token. */
  void admit(Admission shown) {
    admission = shown;
    warned = false;
    socket.allow(realtime.limits().frameBytes());
  }

  /** Whether it does not hear of too many objects already. */
  boolean hasRoomFor(SyncObject object) {
    return heard.size() < realtime.limits().subscriptions() || heard.contains(object);
  }

  /** Takes note of an object of which it hears. */
  void note(SyncObject object) {
    heard.add(object);
    if (object.kind() == SyncObject.Kind.MEMBERSHIPS) {
      memberships = object;
    }
  }

  void forget(SyncObject object) {
    heard.remove(object);
  }

  /** The list of its own conversations, if it hears of that. */
  Optional<SyncObject> memberships() {
    return Optional.ofNullable(memberships);
  }

  /** Whether nobody is there any more. */
  boolean isOver() {
    return over;
  }

  /** How many objects it hears of. */
  int subscriptions() {
    return heard.size();
  }

  /** Bytes on their way to it. */
  long queued() {
    return outgoing.bytes();
  }

  /**
   * Looks, now and then, whether it can go on: its token, its key, what is on its way.
   *
   * @param isStillGood whether the key that proved somebody is still there
   */
  synchronized void look(Predicate<Caller> isStillGood) { // by the clock and by the watch
    var shown = admission;
    if (shown == null) {
      if (nanosSince(opened) > realtime.limits().initTime().toNanos()) {
        socket.cut();
      }
      return;
    }
    var now = realtime.now();
    if (outgoing.isStuck()) {
      realtime.noteCutOff();
      socket.cut();
    } else if (isSilent()) {
      socket.cut();
    } else if (!now.isBefore(shown.until())) {
      end(CloseReason.TOKEN_EXPIRED);
    } else if (!isStillGood.test(shown.caller())) {
      end(CloseReason.TOKEN_REVOKED);
    } else if (!warned && !now.isBefore(shown.until().minus(Realtime.WARNED_BEFORE))) {
      warned = true;
      tell(Requests.tokenAboutToExpire());
    }
    if (nanosSince(pinged) > realtime.limits().ping().toNanos()) {
      pinged = System.nanoTime();
      socket.ping();
    }
  }

  /** Not while it is not listened to, because too much of what it asked for waits. */
  private boolean isSilent() {
    return !stalled.get() && nanosSince(heardAt) > realtime.limits().idle().toNanos();
  }

  private static long nanosSince(long begin) {
    return System.nanoTime() - begin;
  }

  /** Ends it for a reason that the client is told. */
  void end(CloseReason reason) {
    if (!over) {
      over = true;
      outgoing.end(reason.frame());
    }
  }

  /** Ends it without a word: the client comes back at once. */
  void drop() {
    over = true;
    socket.close();
  }

  @Override
  public void alive() {
    if (!over) { // it has to go then, whatever it says
      heardAt = System.nanoTime();
    }
  }

  @Override
  public void closed() {
    over = true;
    outgoing.close();
    // Not here: this may be called by whoever tells of an object, and holds it.
    Thread.startVirtualThread(
        () -> {
          heard.forEach(object -> realtime.hub().unsubscribe(this, object));
          realtime.forget(this);
        });
  }
}
