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
  private volatile DiskRoom disk = DiskRoom.ANY;
  private @Nullable CompletableFuture<@Nullable String> look;
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

  /** Has the server be ready only as long as there is room to write. */
  public void watch(DiskRoom room) {
    disk = room;
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
      var fault = look().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return fault == null ? answer(200, "ready") : answer(503, fault);
    } catch (ExecutionException | TimeoutException e) {
      return answer(503, "the database does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return answer(503, "stopping");
    }
  }

  /**
   * One look at the database and the disk for all who ask at once, and for all who ask while it
   * hangs: those who need no credentials must not be able to take its connections.
   */
  private synchronized CompletableFuture<@Nullable String> look() {
    if (look == null || look.isDone()) {
      look = CompletableFuture.supplyAsync(this::fault, Thread::startVirtualThread);
    }
    return look;
  }

  private @Nullable String fault() {
    database.run();
    return disk.isLeft() ? null : "the disk is full";
  }

  private static Reply answer(int status, String text) {
    return new Reply(
        status, Body.json(json -> json.text("status", text)), Map.of("Cache-Control", "no-store"));
  }
}
