package parley.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.io.Connection;

/** One request on its way, until a point in time. */
final class Attempt {
  private static final int OK = 200;

  private final Request request;
  private final long deadline;
  private final InputStreamResponseListener listener = new InputStreamResponseListener();
  private volatile boolean answered;

  /**
   * @param deadline by {@link System#nanoTime}
   */
  Attempt(Request request, long deadline) {
    this.request = request;
    this.deadline = deadline;
  }

  /**
   * Sends it and waits for the head of the answer.
   *
   * @throws ExecutionException with what went wrong
   */
  Response send() throws ExecutionException, TimeoutException, InterruptedException {
    var left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
    if (left > Engine.idleMillis()) {
      request.idleTimeout(left, TimeUnit.MILLISECONDS);
    }
    request
        .timeout(left, TimeUnit.MILLISECONDS) // also while the body is read
        .onResponseBegin(response -> answered = true)
        .send(listener);
    var head = listener.get(left, TimeUnit.MILLISECONDS);
    if (head.getStatus() < OK) { // a change of protocol, which nobody asked for
      throw new ExecutionException(new IllegalStateException("status " + head.getStatus()));
    }
    return head;
  }

  InputStream body() {
    return listener.getInputStream();
  }

  /**
   * Whether a connection that had served before ended without a word. Most likely the far end
   * closed it just when it was taken up again. It may as well have taken the request and died of
   * it; so whoever calls must bear that a request comes twice, as those do who bear a token of
   * idempotence.
   */
  boolean metStaleConnection(ExecutionException failure) {
    return failure.getCause() instanceof IOException
        && !answered
        && request.getConnection() instanceof Connection connection
        && connection.getMessagesIn() > 0;
  }

  /** Lets the connection be used again, after a whole answer was read. */
  void finish() throws InterruptedException {
    try {
      // given back behind the last byte; before that, a next call would have to make a new one
      listener.await(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      abandon(); // the answer is there all the same
    }
  }

  /** Gives the connection up, with whatever still comes on it. */
  void abandon() {
    var _ = request.abort(new CancellationException("given up"));
  }
}
