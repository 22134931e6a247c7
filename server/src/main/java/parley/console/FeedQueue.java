package parley.console;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import parley.http.Body;
import parley.http.Json;
import parley.http.Socket;

/**
 * What is on its way to one console. Who puts something there never waits: what is too much is left
 * out, and told by its number. What is said twice before it was sent is sent once, and between what
 * is sent lies a pause, so that a busy server does not keep a page busy. Safe for use by many
 * threads.
 */
final class FeedQueue {
  /** So many wait; with events of some kilobytes each that is a few megabytes. */
  static final int WAITING_MAX = 1000;

  private static final long PAUSE_MILLIS = 50;

  private final Socket socket;
  private final Map<Object, byte[]> waiting = new LinkedHashMap<>();
  private long missed;
  private boolean sending;
  private boolean closed;

  FeedQueue(Socket socket) {
    this.socket = socket;
  }

  /** Sends this, behind all that waits. */
  void tell(Json.Properties content) {
    put(null, bytes(content));
  }

  /** Sends this unless the same waits already. */
  void tellOnce(String key, Json.Properties content) {
    put(key, bytes(content));
  }

  /** Sends bytes that many consoles may be sent. */
  void tell(byte[] frame) {
    put(null, frame);
  }

  static byte[] bytes(Json.Properties content) {
    return Body.json(content).plain();
  }

  private synchronized void put(@Nullable String key, byte[] frame) {
    if (closed) {
      return;
    }
    if (waiting.size() >= WAITING_MAX) {
      missed++;
    } else {
      waiting.putIfAbsent(key == null ? new Object() : key, frame);
    }
    if (!sending) {
      sending = true;
      Thread.startVirtualThread(this::send);
    }
  }

  private void send() {
    for (var frames = take(); !frames.isEmpty(); frames = take()) {
      for (var frame : frames) {
        send(frame);
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        close();
      }
    }
  }

  private synchronized List<byte[]> take() {
    if (missed > 0) {
      var count = missed;
      missed = 0;
      waiting.put(new Object(), bytes(json -> json.text("type", "missed").number("count", count)));
    }
    var frames = List.copyOf(waiting.values());
    waiting.clear();
    sending = !frames.isEmpty();
    return frames;
  }

  /** Waits for its end, so that one that is not read holds the others here. */
  private void send(byte[] frame) {
    var sent = new CompletableFuture<Boolean>();
    socket.send(ByteBuffer.wrap(frame), sent::complete);
    if (!sent.join()) {
      close();
    }
  }

  /** Forgets what waits: nobody is there any more. */
  synchronized void close() {
    closed = true;
    waiting.clear();
    missed = 0;
  }
}
