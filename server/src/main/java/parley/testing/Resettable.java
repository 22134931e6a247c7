package parley.testing;

/** What a test has set up beside the data, and a reset does away with. */
@FunctionalInterface
public interface Resettable {
  /** Makes it as it is after the first start. Never blocks. */
  void reset();
}
