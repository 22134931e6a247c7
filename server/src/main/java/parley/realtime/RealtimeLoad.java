package parley.realtime;

/**
 * What the door for connected clients is busy with.
 *
 * @param connections that are open
 * @param subscriptions of all of them
 * @param queuedBytes on their way to them
 * @param unread objects that have changed and are not read yet
 * @param cutOffs of clients that did not keep up, since the start
 * @param replayed events that were told to clients who had missed them, since the start
 */
public record RealtimeLoad(
    long connections,
    long subscriptions,
    long queuedBytes,
    long unread,
    long cutOffs,
    long replayed) {}
