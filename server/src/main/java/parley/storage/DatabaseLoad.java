package parley.storage;

/**
 * What a database is busy with, at a moment.
 *
 * @param connections open to it
 * @param connectionsInUse of them, by somebody
 * @param readersWaiting who waits for a connection
 * @param changesWaiting changes that wait for their turn to be written
 * @param changes that were committed since the start
 * @param commits in which that was done: on SQLite many changes may share one
 */
public record DatabaseLoad(
    int connections,
    int connectionsInUse,
    int readersWaiting,
    int changesWaiting,
    long changes,
    long commits) {}
