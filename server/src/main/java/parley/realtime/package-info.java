/**
 * The realtime protocol of the official clients: one WebSocket carries tunnelled requests, which go
 * the way of every request, and live objects, which are read from the tables that REST reads.
 */
@NullMarked
package parley.realtime;

import org.jspecify.annotations.NullMarked;
