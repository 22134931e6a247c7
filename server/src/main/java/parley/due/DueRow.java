package parley.due;

/**
 * A row of the agenda that a server has claimed.
 *
 * @param failures how often in a row its work has failed
 */
record DueRow(String kind, String subject, long failures) {}
