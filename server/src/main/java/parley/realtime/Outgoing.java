package parley.realtime;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import parley.http.Socket;

/**
 * What is on its way to one client: one frame is being written, the others wait in order. Who puts
 * an event there never waits: a client that does not keep up is cut off and, once it is back, is
 * told what it has missed. Answers to a client's own requests wait for room instead, so that only
 * the client itself is slowed down.
 */
final class Outgoing {
  /** Bytes that answers may make wait. */
  private static final long ANSWERS_MAX = 256 << 10;

  private final Socket socket;
  private final RealtimeLimits limits;
  private final Runnable onOverflow;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final ArrayDeque<Parcel> waiting = new ArrayDeque<>();
  private long bytes;
  private long eventBytes;
  private boolean inFlight;
  private long inFlightSince;
  private boolean looping;
  private boolean ending;
  private boolean closed;

  Outgoing(Socket socket, RealtimeLimits limits, Runnable onOverflow) {
    this.socket = socket;
    this.limits = limits;
    this.onOverflow = onOverflow;
  }

  private record Parcel(boolean isEvent, ByteBuffer frame) {}

  /** Sends an event, which many may share; never waits. */
  void tell(ByteBuffer frame) {
    if (!offer(new Parcel(true, frame.duplicate()))) {
      onOverflow.run();
      socket.cut();
    }
  }

  /** Sends an answer, once there is room for it. */
  void answer(ByteBuffer frame) {
    awaitRoom();
    offer(new Parcel(false, frame));
  }

  /** Sends a last frame, and ends the connection once all there is has been written. */
  void end(ByteBuffer frame) {
    offer(new Parcel(false, frame));
    lock.lock();
    try {
      ending = true;
    } finally {
      lock.unlock();
    }
    write();
  }

  /** Only events count against their bound: a long answer is no reason to be cut off. */
  private boolean offer(Parcel parcel) {
    lock.lock();
    try {
      if (closed || ending) {
        return true; // nobody is there to miss it
      }
      if (parcel.isEvent() && eventBytes > limits.queueBytes()) {
        closed = true;
        waiting.clear();
        return false;
      }
      count(parcel, parcel.frame().remaining());
      waiting.add(parcel);
    } finally {
      lock.unlock();
    }
    write();
    return true;
  }

  /** Waits until so little is on its way that an answer may be added. */
  void awaitRoom() {
    lock.lock();
    try {
      while (bytes > ANSWERS_MAX && !closed) {
        room.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Writes what waits, one frame after the other. Most are written at once, so one thread goes
   * through them in a loop; the one that is not calls here when it is.
   */
  private void write() {
    for (var next = take(false); next != null; next = take(true)) {
      var parcel = next;
      socket.send(parcel.frame(), sent -> written(parcel, sent));
    }
    if (isAtEnd()) {
      socket.close();
    }
  }

  private boolean isAtEnd() {
    lock.lock();
    try {
      return ending && !inFlight && waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Parcel take(boolean goesOn) {
    lock.lock();
    try {
      if (looping && !goesOn) {
        return null; // whoever is in the loop takes it
      }
      var next = inFlight || closed ? null : waiting.poll();
      looping = next != null;
      if (looping) {
        inFlight = true;
        inFlightSince = System.nanoTime();
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void count(Parcel parcel, int change) {
    bytes += change;
    if (parcel.isEvent()) {
      eventBytes += change;
    }
  }

  private void written(Parcel parcel, boolean sent) {
    boolean goesOn;
    lock.lock();
    try {
      count(parcel, -parcel.frame().capacity());
      inFlight = false;
      closed |= !sent;
      goesOn = !looping;
      if (bytes <= ANSWERS_MAX || closed) {
        room.signalAll();
      }
    } finally {
      lock.unlock();
    }
    if (goesOn) {
      write();
    }
  }

  /** Whether a frame has been on its way for too long. */
  boolean isStuck() {
    lock.lock();
    try {
      var nanos = System.nanoTime() - inFlightSince;
      return inFlight && nanos > limits.writeTime().toNanos();
    } finally {
      lock.unlock();
    }
  }

  /** Bytes on their way. */
  long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets what waits: nobody is there any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      waiting.clear();
      bytes = 0;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
