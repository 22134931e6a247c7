package parley.http;

/**
 * What a server is busy with, at a moment.
 *
 * @param requests being answered
 * @param connections open
 */
public record HttpLoad(int requests, int connections) {}
