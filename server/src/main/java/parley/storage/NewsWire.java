package parley.storage;

import java.util.function.Consumer;

/** Carries notices from here to others. */
@FunctionalInterface
interface NewsWire extends AutoCloseable {
  /** Where there are no others. */
  NewsWire NONE = notice -> {};

  /** Sends a notice, soon; never blocks and never fails. */
  void send(Notice notice);

  /** Begins to hand over what others send. */
  default void start(Consumer<Notice> receiver) {}

  /** Sends what waits, for a moment, and ends. */
  @Override
  default void close() {}
}
