package parley.due;

import java.time.Duration;

/**
 * What stands in the agenda.
 *
 * @param waiting rows, overdue ones among them
 * @param overdue rows whose date has come
 * @param latest how long ago the earliest date came; zero when none has
 */
public record AgendaCounts(long waiting, long overdue, Duration latest) {}
