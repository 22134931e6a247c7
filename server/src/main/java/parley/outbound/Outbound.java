package parley.outbound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * Calls what others have named: webhooks, media of inbound messages. Every address is checked that
 * is connected to, nothing is followed, and neither time nor bytes are without bound (decision 18).
 *
 * <p>Callers wait in threads of their own, virtual ones by preference; any number at once. Nothing
 * is made before the first call.
 */
public final class Outbound implements AutoCloseable {
  /** What is read of the answer to {@link #call}. */
  public static final int ANSWER_BYTES_MAX = 64 << 10;

  private final OutboundRules rules;
  private final NameLookup lookup;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Engine engine;
  private volatile boolean closed;
  private volatile Detour detour = Detour.NONE;

  public Outbound(OutboundRules rules) {
    this(rules, NameLookup.SYSTEM);
  }

  Outbound(OutboundRules rules, NameLookup lookup) {
    this.rules = rules;
    this.lookup = lookup;
  }

  /** Leads every call of {@link #call} this way from now on. */
  public void lead(Detour by) {
    detour = by;
  }

  /**
   * Calls and waits for the answer, whatever its status. It may come twice to the far end, see
   * {@link Attempt#metStaleConnection}.
   *
   * @param limit of the whole of it, from the look-up of the name to the last byte
   * @throws CannotReach when there is none
   */
  public OutboundAnswer call(OutboundRequest request, Duration limit) {
    return detour.pass(
        request, limit, (asked, left) -> fetch(asked, left, Long.MAX_VALUE, Outbound::answer));
  }

  /**
   * Calls and hands the answer over while it still comes.
   *
   * @param limit as above, with the time in which it is read
   * @param bytesMax how long the body may be
   * @return what the reader makes of it
   * @throws CannotReach when there is no answer, it is too long or breaks off; what the reader
   *     fails of otherwise comes as it is, an IOException unchecked
   */
  public <T> T fetch(
      OutboundRequest request, Duration limit, long bytesMax, Fetched.Reader<T> reader) {
    var url = OutboundUrl.of(request.url());
    var client = engine(url); // the far end is not charged with the time that making it takes
    var deadline = System.nanoTime() + limit.toNanos();
    var attempt = new Attempt(client.request(url, request), deadline);
    try {
      Response head;
      try {
        head = attempt.send();
      } catch (ExecutionException e) {
        if (!attempt.metStaleConnection(e)) {
          throw e;
        }
        attempt = new Attempt(client.request(url, request), deadline);
        head = attempt.send();
      }
      return read(url, attempt, head, bytesMax, reader);
    } catch (InterruptedException e) {
      attempt.abandon();
      Thread.currentThread().interrupt();
      throw Unreached.stopped(url, e);
    } catch (ExecutionException | TimeoutException | IOException e) {
      attempt.abandon();
      throw failed(url, e, limit);
    }
  }

  private static <T> T read(
      OutboundUrl url, Attempt attempt, Response head, long bytesMax, Fetched.Reader<T> reader)
      throws IOException, InterruptedException {
    var headers = head.getHeaders();
    var body = new AnswerBody(attempt.body(), bytesMax);
    try {
      return reader.read(
          new Fetched(
              head.getStatus(),
              headers.get(HttpHeader.CONTENT_TYPE),
              FileName.of(headers.get("Content-Disposition"), url),
              headers.get(HttpHeader.RETRY_AFTER),
              headers.getLongField(HttpHeader.CONTENT_LENGTH),
              body));
    } catch (IOException | RuntimeException e) {
      body.throwFailure(); // whatever the reader has made of it
      if (e instanceof IOException own) {
        throw new UncheckedIOException(own);
      }
      throw e;
    } finally {
      if (body.ended()) {
        attempt.finish();
      } else {
        attempt.abandon();
      }
    }
  }

  private static OutboundAnswer answer(Fetched fetched) throws IOException {
    var body = fetched.body().readNBytes(ANSWER_BYTES_MAX);
    var cut = body.length == ANSWER_BYTES_MAX && fetched.length() != ANSWER_BYTES_MAX;
    return new OutboundAnswer(
        fetched.status(), body, cut, fetched.contentType(), fetched.retryAfter());
  }

  private CannotReach failed(OutboundUrl url, Throwable failure, Duration limit) {
    return closed ? Unreached.stopped(url, failure) : Unreached.of(url, failure, limit);
  }

  private Engine engine(OutboundUrl url) {
    var made = engine;
    if (made != null && !closed) {
      return made;
    }
    lock.lock();
    try {
      if (closed) {
        throw Unreached.stopped(url, new IllegalStateException("closed"));
      }
      if (engine == null) {
        // By a thread of its own: who is interrupted gives up his call, not the engine of all.
        engine =
            CompletableFuture.supplyAsync(
                    () -> new Engine(rules, lookup), task -> Thread.ofPlatform().start(task))
                .join();
      }
      return engine;
    } finally {
      lock.unlock();
    }
  }

  /** Ends what is under way, and calls nothing any more. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (engine != null) {
        engine.close();
        engine = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
