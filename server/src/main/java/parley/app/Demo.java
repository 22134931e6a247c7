package parley.app;

import java.time.Clock;

/** A small, lifelike data set for a first look. */
final class Demo {
  static final String IDENTITY = "ada";

  private Demo() {}

  static void fill(Wiring wiring, String account, Clock clock) {}
}
