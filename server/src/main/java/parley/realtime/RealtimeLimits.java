package parley.realtime;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What the server takes upon itself for clients that are connected.
 *
 * @param connections open at once; 503 beyond
 * @param frameBytes of one frame of a client that has proved who it is
 * @param queueBytes of events that may wait for one client; beyond, it is cut off
 * @param requests of one client that wait for their answers; more are not read
 * @param subscriptions of one client
 * @param replay changes that are told in one answer; what there is beyond is asked for again
 * @param writeTime how long one frame may be on its way to a client
 * @param initTime how long a client may take to prove who it is
 * @param ping how often a client is asked for a sign of life
 * @param idle how long there may be none
 * @param offlineAfter how long somebody may be away before others are told
 */
public record RealtimeLimits(
    int connections,
    int frameBytes,
    long queueBytes,
    int requests,
    int subscriptions,
    int replay,
    Duration writeTime,
    Duration initTime,
    Duration ping,
    Duration idle,
    Duration offlineAfter) {

  /** Bytes of a frame of whoever has not proved yet who he is: a token with what is around it. */
  static final int FIRST_FRAME_BYTES = 32 << 10;

  /** What holds unless somebody says otherwise. */
  public static final RealtimeLimits DEFAULT = but(draft -> {});

  /** The defaults, but for what is changed: {@code but(draft -> draft.connections = 10)}. */
  public static RealtimeLimits but(Consumer<Draft> change) {
    var draft = new Draft();
    change.accept(draft);
    return new RealtimeLimits(
        draft.connections,
        draft.frameBytes,
        draft.queueBytes,
        draft.requests,
        draft.subscriptions,
        draft.replay,
        draft.writeTime,
        draft.initTime,
        draft.ping,
        draft.idle,
        draft.offlineAfter);
  }

  /** Limits that are being set, by name: they are numbers that look alike. */
  public static final class Draft {
    public int connections = 20_000;
    public int frameBytes = 1 << 20;
    public long queueBytes = 1 << 20;
    public int requests = 64;
    public int subscriptions = 50_000;
    public int replay = 1000;
    public Duration writeTime = Duration.ofSeconds(10);
    public Duration initTime = Duration.ofSeconds(15);
    public Duration ping = Duration.ofSeconds(30);
    public Duration idle = Duration.ofSeconds(90);
    public Duration offlineAfter = Duration.ofSeconds(5);

    private Draft() {}
  }
}
