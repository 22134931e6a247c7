package parley.operations;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells every few seconds how far long work has come; of short work nothing. */
final class Progress {
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private Progress() {}

  /** Does the work, and lets be told meanwhile how far it is. */
  static void during(Runnable work, Supplier<String> words, Consumer<String> told) {
    var teller = Thread.ofPlatform().daemon().start(() -> tell(words, told));
    try {
      work.run();
    } finally {
      teller.interrupt();
    }
  }

  private static void tell(Supplier<String> words, Consumer<String> told) {
    try {
      while (true) {
        Thread.sleep(PAUSE);
        told.accept(words.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it is done
    }
  }
}
