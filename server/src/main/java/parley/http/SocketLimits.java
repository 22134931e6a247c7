package parley.http;

import java.time.Duration;

/**
 * What the server takes upon itself for connections that stay open.
 *
 * @param connections open at once; 503 beyond
 * @param firstBytes of a message before its sender has proved who he is
 * @param idle how long nothing may come on a connection, not even a sign of life
 */
public record SocketLimits(int connections, int firstBytes, Duration idle) {}
