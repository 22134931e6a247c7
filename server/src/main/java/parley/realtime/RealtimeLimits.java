package parley.realtime;

import java.time.Duration;

/**
 * What the server takes upon itself for clients that are connected.
 *
 * @param connections open at once; 503 beyond
 * @param frameBytes of one frame of a client that has proved who it is
 * @param queueBytes of events that may wait for one client; beyond, it is cut off
 * @param requests of one client that wait for their answers; more are not read
 * @param subscriptions of one client
 * @param writeTime how long one frame may be on its way to a client
 * @param initTime how long a client may take to prove who it is
 * @param ping how often a client is asked for a sign of life
 * @param idle how long there may be none
 */
public record RealtimeLimits(
    int connections,
    int frameBytes,
    long queueBytes,
    int requests,
    int subscriptions,
    Duration writeTime,
    Duration initTime,
    Duration ping,
    Duration idle) {

  /** Bytes of a frame of whoever has not proved yet who he is: a token with what is around it. */
  static final int FIRST_FRAME_BYTES = 32 << 10;

  /** What holds unless somebody says otherwise. */
  public static final RealtimeLimits DEFAULT =
      new RealtimeLimits(
          20_000,
          1 << 20,
          1 << 20,
          64,
          50_000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofSeconds(90));
}
