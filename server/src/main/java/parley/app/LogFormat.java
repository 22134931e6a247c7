package parley.app;

import parley.value.Word;

/** How a line of the log is written. */
enum LogFormat implements Word {
  /** For people: one line, and a trace below it where there is one. */
  HUMAN,
  /** For programs: each line a JSON object, with the names that the logging library gives. */
  JSON
}
