package parley.http;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What the server takes upon itself for those who call it: in connections, bytes and time. Past a
 * limit a request is refused in the API's own form, and no limit is told by a failure of ours. What
 * each is good for and how its default came about stands in decision 12.
 *
 * @param connections open at once (2048); a request on a further one is answered 503, and far
 *     beyond it no connection is accepted
 * @param headBytes of a request line and headers (32 KiB); 414 or 431 beyond
 * @param bodyBytesUnderWay bytes of all request bodies that are in memory at once (a sixteenth of
 *     the heap, 8 MiB at least); 503 beyond
 * @param fieldBytes what a multipart form may hold before its file: fields, and headers of its
 *     parts (64 KiB); 400 beyond
 * @param requestTime until a request has arrived, from its first byte (60 s); 408 beyond. So long,
 *     too, a sender may go on behind the last answer of a connection
 * @param bytesPerSecond how slowly a long body may come, or an answer be read: each so many bytes
 *     allow one second more than {@code requestTime} (16 KiB)
 * @param restBytes of a body that nobody read, which are read so that its sender sees the answer
 *     and the connection can go on (1 MiB); before more of them the last answer is sent
 * @param restTime how long such a rest is waited for, and each silence behind a last answer (5 s)
 * @param wrongTryDelay how late wrong credentials are answered once five came from an address
 *     within a minute (1 s)
 * @param forwardedForTrusted whether the last entry of X-Forwarded-For is taken for a caller's
 *     address, by which such are counted; only a proxy may reach the server then (false)
 * @param drainTime how long a stop waits for what is under way (20 s)
 */
public record HttpLimits(
    int connections,
    int headBytes,
    long bodyBytesUnderWay,
    int fieldBytes,
    Duration requestTime,
    int bytesPerSecond,
    int restBytes,
    Duration restTime,
    Duration wrongTryDelay,
    boolean forwardedForTrusted,
    Duration drainTime) {

  /** What holds unless somebody says otherwise. */
  public static final HttpLimits DEFAULT = but(draft -> {});

  /**
   * What of all the bytes under way one body may have: the rest is for the first ones of others.
   */
  long bodyBytesOfOne() {
    return bodyBytesUnderWay - bodyBytesUnderWay / 4;
  }

  /** How long so many bytes may take, either way. */
  Duration timeFor(long bytes) {
    return requestTime.plusMillis(1000 * bytes / bytesPerSecond);
  }

  /** The defaults, but for what is changed: {@code but(draft -> draft.connections = 10)}. */
  public static HttpLimits but(Consumer<Draft> change) {
    var draft = new Draft();
    change.accept(draft);
    return new HttpLimits(
        draft.connections,
        draft.headBytes,
        draft.bodyBytesUnderWay,
        draft.fieldBytes,
        draft.requestTime,
        draft.bytesPerSecond,
        draft.restBytes,
        draft.restTime,
        draft.wrongTryDelay,
        draft.forwardedForTrusted,
        draft.drainTime);
  }

  /** Limits that are being set, by name: most of them are numbers that look alike. */
  public static final class Draft {
    public int connections = 2048;
    public int headBytes = 32 << 10;
    public long bodyBytesUnderWay = Math.max(8L << 20, Runtime.getRuntime().maxMemory() / 16);
    public int fieldBytes = 64 << 10;
    public Duration requestTime = Duration.ofSeconds(60);
    public int bytesPerSecond = 16 << 10;
    public int restBytes = 1 << 20;
    public Duration restTime = Duration.ofSeconds(5);
    public Duration wrongTryDelay = Duration.ofSeconds(1);
    public boolean forwardedForTrusted;
    public Duration drainTime = Duration.ofSeconds(20);

    private Draft() {}
  }
}
