package parley.site;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import parley.http.Body;
import parley.http.Call;
import parley.http.Gate;
import parley.http.Reply;
import parley.http.Resource;
import parley.http.Routes;

/**
 * Whether the process lives, and whether it is ready for requests: for supervisors, which start a
 * dead one again, and for load balancers, which leave out one that is not ready. Why it is not, the
 * log tells; here anybody may ask. Safe for use by many threads.
 */
public final class Health implements Resource {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Gate gate;
  private final Runnable database;
  private @Nullable CompletableFuture<Void> look;
  private volatile boolean stopping;

  /**
   * Health of a server over a database.
   *
   * @param gate whether the server takes requests
   * @param database reads a little of it, and throws when that cannot be done
   */
  public Health(Gate gate, Runnable database) {
    this.gate = gate;
    this.database = database;
  }

  @Override
  public void routes(Routes routes) {
    routes.inPublic("/health/live", at -> at.get("", call -> answer(200, "live")));
    routes.inPublic("/health/ready", at -> at.get("", this::ready));
  }

  /** From now on the server is not ready, for what still asks it. */
  public void stopping() {
    stopping = true;
  }

  private Reply ready(Call call) {
    if (stopping) {
      return answer(503, "stopping");
    }
    var closed = gate.reason();
    if (closed != null) {
      return answer(503, closed);
    }
    try {
      look().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return answer(200, "ready");
    } catch (ExecutionException | TimeoutException e) {
      return answer(503, "the database does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return answer(503, "stopping");
    }
  }

  /**
   * One look at the database for all who ask at once, and for all who ask while it hangs: those who
   * need no credentials must not be able to take its connections.
   */
  private synchronized CompletableFuture<Void> look() {
    if (look == null || look.isDone()) {
      look = CompletableFuture.runAsync(database, Thread::startVirtualThread);
    }
    return look;
  }

  private static Reply answer(int status, String text) {
    return new Reply(
        status, Body.json(json -> json.text("status", text)), Map.of("Cache-Control", "no-store"));
  }
}
